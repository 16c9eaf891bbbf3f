import { readFileSync } from "node:fs";
import type { FeedCreated, FeedItem, ReplyEntered } from "#api/contract-feed.ts";
import { config } from "#config.ts";
import { dayWords } from "#domain/date-words.ts";
import type { Language } from "#domain/text.ts";
import { dayOf } from "#domain/time.ts";
import { callApi } from "./api-client.ts";
import { CommandError } from "./failure.ts";
import type { CreateOptions } from "./feed.ts";
import { table } from "./output.ts";

/** Makes a feed. @throws CommandError when it is not said of what, or the API refuses */
export async function createFeed(
  options: CreateOptions,
): Promise<FeedCreated & { readonly address: string }> {
  const { campaign, lang, label = "" } = options;
  const json = { ...subjectOf(options), ...(campaign ? { campaign } : {}), language: lang, label };
  const made = await callApi<FeedCreated>({
    method: "POST",
    path: "/api/feeds",
    body: { json },
    language: lang,
  });
  return { ...made, address: `${config.publicUrl}${made.path ?? ""}` };
}

function subjectOf({ person, team, unit, campaign }: CreateOptions) {
  const given = [
    ...(person === undefined ? [] : [{ kind: "person", of: person }]),
    ...(team === undefined ? [] : [{ kind: "team", of: team }]),
    ...(unit === undefined ? [] : [{ kind: "unit", of: unit }]),
  ];
  if (given.length > 1)
    throw new CommandError("Give one of --person, --team and --unit, not several.", 2);
  if (campaign === undefined && person === undefined)
    throw new CommandError(
      "Say whose calendar: --person, or --campaign (with --team or --unit).",
      2,
    );
  return given[0] ?? { kind: "campaign" };
}

export async function listFeeds(all: boolean, language: Language): Promise<FeedItem[]> {
  const { items } = await callApi<{ items: FeedItem[] }>({
    method: "GET",
    path: "/api/feeds",
    language,
  });
  return items.filter(({ revokedAt }) => all || revokedAt === null);
}

/** One line a feed: what it shows, what it is for, and when it was last read. */
export function feedLines(
  items: readonly FeedItem[],
  words: (vi: string, en: string) => string,
): string[] {
  if (items.length === 0) return [words("Chưa có địa chỉ lịch nào.", "There are no addresses.")];
  const on = (at: string): string => dayWords(dayOf(at));
  return table(
    items.map(({ id, kind, of, realm, label, readAt, revokedAt }) => [
      id,
      `${KINDS[kind](words)} ${of}`,
      realm === "real" ? "" : realm,
      label,
      revokedAt !== null
        ? words(`thu hồi ${on(revokedAt)}`, `revoked ${on(revokedAt)}`)
        : readAt === null
          ? words("chưa ai đọc", "never read")
          : words(`đọc ${on(readAt)}`, `read ${on(readAt)}`),
    ]),
  );
}

type InWords = (words: (vi: string, en: string) => string) => string;

const KINDS: Readonly<Record<FeedItem["kind"], InWords>> = {
  person: (words) => words("người", "person"),
  team: (words) => words("tổ", "team"),
  unit: (words) => words("đơn vị", "unit"),
  campaign: (words) => words("chiến dịch", "campaign"),
};

export const revokeFeed = (id: string, language: Language): Promise<FeedItem> =>
  callApi<FeedItem>({
    method: "DELETE",
    path: `/api/feeds/${encodeURIComponent(id)}`,
    language,
  });

/** Enters a reply from a file. @throws CommandError when it cannot be read, or is none */
export function enterReply(file: string, language: Language): Promise<ReplyEntered> {
  let ics: string;
  try {
    ics = readFileSync(file, "utf8");
  } catch {
    throw new CommandError(`${file} cannot be read.`, 2);
  }
  return callApi<ReplyEntered>({
    method: "POST",
    path: "/api/calendar/replies",
    body: { json: { ics } },
    language,
  });
}
