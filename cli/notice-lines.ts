import type { CampaignItem } from "#api/contract-campaign.ts";
import type { PlannedMessage } from "#api/contract-delivery.ts";
import type { NoticeItem } from "#api/contract-list.ts";
import { dayWords, instantWords } from "#domain/date-words.ts";
import { channelWords, reasonWords } from "#domain/notice-reason.ts";
import type { Language, Text } from "#domain/text.ts";
import { callApi } from "./api-client.ts";
import { table, wordsIn } from "./output.ts";

interface Listed {
  readonly value: unknown;
  readonly lines: string[];
}

const STATUS: Readonly<Record<NoticeItem["status"], Text>> = {
  open: { vi: "chờ", en: "waits" },
  frozen: { vi: "đang gửi", en: "under way" },
  sent: { vi: "đã gửi", en: "sent" },
  dropped: { vi: "không gửi", en: "dropped" },
};

/** The notices that wait, or all of them, by campaign. */
export async function listWaiting(
  only: string | null,
  language: Language,
  all: boolean,
): Promise<Listed> {
  const words = wordsIn(language);
  const found = await inCampaigns(only, language, async (campaign) => {
    const notices = await everyPage<NoticeItem>(`${at(campaign)}/notices`, language);
    return notices.filter(({ status }) => all || status === "open" || status === "frozen");
  });
  return {
    value: found.map(({ campaign, items }) => ({ campaign, notices: items })),
    lines: linesOf(found, words("Không có lời nhắc nào.", "There are no notices."), (items) =>
      table(
        items.map(({ id, due, status, posts, reason }) => [
          `  ${id}`,
          instantWords(due),
          reason === null
            ? STATUS[status][language]
            : `${STATUS[status][language]}: ${reasonWords(reason)[language]}`,
          `→ ${posts.join(", ")}`,
        ]),
      ),
    ),
  };
}

/** The messages of the day after each campaign's own, before they are sent. */
export async function listTomorrow(only: string | null, language: Language): Promise<Listed> {
  const words = wordsIn(language);
  let day = "";
  const found = await inCampaigns(only, language, async (campaign) => {
    const preview = await callApi<{ day: string; messages: PlannedMessage[] }>({
      method: "GET",
      path: `${at(campaign)}/preview`,
      language,
    });
    day = preview.day;
    return preview.messages.map((message) => ({ ...message, day: preview.day }));
  });
  const none = words("Ngày mai không có thư nào.", "Nothing would be sent tomorrow.");
  return {
    value: found.map(({ campaign, items }) => ({ campaign, messages: items })),
    lines: [
      ...(only !== null && day !== "" ? [dayWords(day)] : []),
      ...linesOf(found, none, (items) =>
        items.flatMap(({ at: goes, name, channel, items: matters }) => [
          `  ${instantWords(goes)}  ${name ?? "—"}  (${channelWords(channel)[language]})`,
          ...matters.map(
            ({ notice, title, unitName }) => `      ${title[language]} – ${unitName}  ${notice}`,
          ),
        ]),
      ),
    ],
  };
}

interface InCampaign<Item> {
  readonly campaign: string;
  readonly items: readonly Item[];
}

async function inCampaigns<Item>(
  only: string | null,
  language: Language,
  read: (campaign: string) => Promise<Item[]>,
): Promise<InCampaign<Item>[]> {
  const ids =
    only === null
      ? (await everyPage<CampaignItem>("/api/campaigns", language)).map(({ id }) => id)
      : [only];
  const found: InCampaign<Item>[] = [];
  for (const campaign of ids) found.push({ campaign, items: await read(campaign) });
  return only === null ? found.filter(({ items }) => items.length > 0) : found;
}

function linesOf<Item>(
  found: readonly InCampaign<Item>[],
  none: string,
  lines: (items: readonly Item[]) => string[],
): string[] {
  const any = found.some(({ items }) => items.length > 0);
  return any ? found.flatMap(({ campaign, items }) => [campaign, ...lines(items)]) : [none];
}

async function everyPage<Item>(path: string, language: Language): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = ""; ; ) {
    const page = await callApi<{ items: Item[]; next: string | null }>({
      method: "GET",
      path: `${path}?limit=500${cursor && `&cursor=${cursor}`}`,
      language,
    });
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}

const at = (campaign: string): string => `/api/campaigns/${encodeURIComponent(campaign)}`;
