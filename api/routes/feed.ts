import type pg from "pg";
import { DELEGATION_FAULTS } from "#domain/delegation.ts";
import { type Reply, type ReplyFault, readReply } from "#domain/reply.ts";
import type { Text } from "#domain/text.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { attendeesOf, enterReply, type ReplyOutcome } from "#prisma/sql/attendee.ts";
import { appendAudit } from "#prisma/sql/audit.ts";
import { createFeed, type Feed, type FeedWrite, feedsOf, revokeFeed } from "#prisma/sql/feed.ts";
import { shownIn } from "#prisma/sql/feed-reading.ts";
import { scopeOf, visibleCampaigns } from "#prisma/sql/read/scope.ts";
import type { Account } from "#prisma/sql/token.ts";
import { requireStep, scopeIn } from "../access.ts";
import type { FeedItem } from "../contract-feed.ts";
import { ApiError } from "../errors.ts";
import { accountKey, once } from "../idempotency.ts";
import type { Call, Deps, Handlers } from "../router.ts";

type Routes = "createFeed" | "feeds" | "revokeFeed" | "invitations" | "enterReply";

/** Calendars: addresses made and revoked, who was invited, what they replied. */
export function feedRoutes({ pool }: Deps): Pick<Handlers, Routes> {
  return {
    createFeed: async ({ account, body, write }) => {
      const wanted = await wantedFeed(pool, account, body);
      // Outside of what a repetition is answered from: the secret is kept nowhere.
      let secret: string | null = null;
      const made = await once(pool, write, async (tx) => {
        const created = await createFeed(tx, wanted);
        secret = created.secret;
        await auditFeed(tx, created.feed, "feed_created", accountKey(account));
        return itemOf(created.feed);
      });
      const path = made.repeated || secret === null ? null : `/calendar/${String(secret)}.ics`;
      return { status: 201, body: { ...made.body, path } };
    },
    feeds: async ({ account }) => ({
      status: 200,
      body: { items: (await feedsOf(pool, account)).map(itemOf) },
    }),
    revokeFeed: async ({ account, params, write }) => {
      const { body } = await once(pool, write, async (tx) => {
        const feed = await revokeFeed(tx, account, params.feed);
        if (!feed) throw new ApiError("not_found", { what: params.feed });
        await auditFeed(tx, feed, "feed_revoked", accountKey(account));
        return itemOf(feed);
      });
      return { status: 200, body };
    },
    invitations: async ({ account, params }) => {
      const { campaign, unit, step } = params;
      requireStep(await scopeIn(pool, account, campaign), unit, step);
      const items = await attendeesOf(pool, `${campaign}/${unit}`, step);
      return { status: 200, body: { items } };
    },
    enterReply: async ({ account, body, write }) => {
      const reply = readReply(body.ics);
      if (typeof reply === "string")
        throw new ApiError("reply_unreadable", { missing: LACKS[reply] });
      const by = accountKey(account);
      const entered = await once(pool, write, async (tx) => {
        const outcome = await enterReply(tx, { realm: account.realm, by }, reply);
        if (!outcome) throw new ApiError("not_found", { what: reply.uid.slice(0, 100) });
        const { fault: _, ...told } = outcome;
        return { ...told, reply: reply.answer, words: wordsOf(outcome, reply) };
      });
      return { status: 200, body: entered.body };
    },
  };
}

/** The feed as it is to be written. @throws ApiError not_found where its maker may not see it all, not_yours */
async function wantedFeed(
  pool: pg.Pool,
  account: Account,
  body: Call<"createFeed">["body"],
): Promise<FeedWrite> {
  const { kind, campaign, of, language, label } = body;
  const base = { kind, language, label, person: account.person };
  if (kind === "person") {
    const subject = of ?? account.person;
    if (subject === null) throw new ApiError("not_found", { what: "of" });
    if (account.person !== null && subject !== account.person) throw new ApiError("not_yours");
    const realm =
      campaign === undefined ? account.realm : (await scopeIn(pool, account, campaign)).realm;
    await requirePerson(pool, realm, subject);
    return { ...base, realm, campaign: null, subject };
  }
  if (campaign === undefined) throw new ApiError("not_found", { what: "campaign" });
  const scope = await scopeOf(pool, account, campaign);
  const subject = of ?? campaign;
  const shown = scope && (await shownIn(pool, scope, { kind, campaign, subject }));
  if (!scope || !shown) throw new ApiError("not_found", { what: subject });
  return { ...base, realm: scope.realm, campaign, subject };
}

async function requirePerson(db: Reader, realm: string, person: string): Promise<void> {
  const { rowCount } = await db.query("SELECT FROM persons WHERE realm = $1 AND id = $2", [
    realm,
    person,
  ]);
  if (rowCount === 0) throw new ApiError("not_found", { what: person });
}

/** An entry in the chain of its campaign; a person's feed shows several, and is entered in each. */
async function auditFeed(tx: Tx, feed: Feed, what: string, by: string): Promise<void> {
  const { id, realm, kind, campaign, subject } = feed;
  const account: Account = { token: "", kind: "person", realm, person: subject, label: "" };
  const campaigns = campaign === null ? await visibleCampaigns(tx, account) : [campaign];
  for (const one of campaigns.sort())
    await appendAudit(tx, {
      campaign: one,
      realm,
      entry: { what, feed: id, kind, of: subject, by },
    });
}

const itemOf = ({ subject, ...feed }: Feed): FeedItem => ({ ...feed, of: subject });

/** What each kind of unreadable reply lacks, as the format calls it. */
const LACKS: Readonly<Record<ReplyFault, string>> = {
  no_calendar: "BEGIN:VCALENDAR",
  no_reply: "METHOD:REPLY",
  no_event: "UID",
  no_stamp: "DTSTAMP",
  no_answer: "ATTENDEE;PARTSTAT",
};

const ANSWERED: Readonly<Record<Reply["answer"], Text>> = {
  accepted: { vi: "dự", en: "will come" },
  declined: { vi: "không dự", en: "will not come" },
  tentative: { vi: "có thể dự", en: "may come" },
  delegated: { vi: "cử người khác dự", en: "sends somebody else" },
};

function wordsOf({ status, person, fault }: ReplyOutcome, { answer }: Reply): Text {
  switch (status) {
    case "recorded":
      return {
        vi: `Đã ghi: ${person} ${ANSWERED[answer].vi}.`,
        en: `Recorded: ${person} ${ANSWERED[answer].en}.`,
      };
    case "outdated":
      return {
        vi: "Không ghi: hội nghị đã thay đổi sau giấy mời này, hoặc giấy mời đã thu hồi.",
        en: "Not recorded: the conference has changed since, or the invitation was taken back.",
      };
    case "repeated":
      return {
        vi: "Không ghi: đã có câu trả lời mới hơn.",
        en: "Not recorded: a newer reply is known.",
      };
    case "refused":
      return DELEGATION_FAULTS[fault ?? "chain"];
    default:
      return status satisfies never;
  }
}
