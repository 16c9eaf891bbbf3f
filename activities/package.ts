import { createHash } from "node:crypto";
import type { Campaign } from "#domain/campaign.ts";
import { packageJson, packageText, packageWords } from "#domain/package-words.ts";
import { OUTSIDE } from "#domain/post.ts";
import type { ClaimedNotice } from "#prisma/sql/claim.ts";
import type { Attachment, FrozenMessage } from "#prisma/sql/message.ts";
import type { FreezeSettings } from "./letter.ts";
import { mailText } from "./mail-text.ts";

/** The mail that carries a submission to the party above the root, with the package as JSON and as text. */
export function packageMessage(
  notice: ClaimedNotice,
  definition: Campaign,
  settings: FreezeSettings,
): FrozenMessage | null {
  const { package: sent, campaign, unit, step, round } = notice;
  if (sent === null) return null;
  const id = createHash("sha256").update(`${notice.id}\0${OUTSIDE}\0email`).digest("hex");
  const { content, hash, sentAt } = sent;
  const { title, nominees } = content;
  const packed = {
    campaign,
    unit,
    step,
    round,
    sentAt,
    nominees,
    title: notice.stepTitle,
    due: notice.due,
    document: { title, content: content.content, hash },
  };
  const address = definition.outside?.email?.trim() || null;
  const held = !notice.rehearsal && !settings.mailServer;
  const reason = address === null && !notice.rehearsal ? "no_address" : null;
  const toMailbox = notice.rehearsal && !settings.rehearsalServer;
  const name = [campaign, unit, step, round].join("-");
  const attachments: readonly Attachment[] = [
    { name: `${name}.json`, type: "application/json", content: packageJson(packed, definition) },
    { name: `${name}.txt`, type: "text/plain", content: packageText(packed, definition) },
  ];
  return {
    id: `m-${id.slice(0, 32)}`,
    realm: notice.realm,
    campaign,
    notice: notice.id,
    channel: "email",
    post: OUTSIDE,
    person: null,
    actingFor: null,
    address,
    messageId: `<${id.slice(0, 32)}@plenum>`,
    ...mailText({
      words: packageWords(packed, definition),
      campaign: definition.title,
      link: null,
      rehearsal: notice.rehearsal,
    }),
    at: notice.now,
    status: reason !== null ? "not_sent" : toMailbox ? "accepted" : "frozen",
    reason: reason ?? (held ? "no_mail_server" : null),
    held,
    attachments,
  };
}
