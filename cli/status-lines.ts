import type { CampaignDetail, CampaignItem, Counts } from "#api/contract-campaign.ts";
import type { NextView } from "#api/contract-step.ts";
import { config } from "#config.ts";
import { instantWords } from "#domain/date-words.ts";
import type { Language } from "#domain/text.ts";
import { apiAddress, callApi } from "./api-client.ts";
import { table, type wordsIn } from "./output.ts";
import { section } from "./plan-lines.ts";
import { survivor } from "./process-record.ts";

type Words = ReturnType<typeof wordsIn>;

interface Status {
  readonly value: unknown;
  readonly lines: string[];
}

const PARTS = ["up", "postgres", "temporal", "worker", "api"];

/** The processes of the data folder and every campaign in one line. */
export async function stackStatus(language: Language, words: Words): Promise<Status> {
  const campaigns = await callApi<{ items: CampaignItem[] }>({
    method: "GET",
    path: "/api/campaigns?limit=100",
    language,
  });
  const processes = PARTS.flatMap((name) => {
    const record = survivor(config.dataFolder, name);
    return record ? [{ name, pid: record.pid, port: record.port ?? null }] : [];
  });
  const value = { address: apiAddress(), processes, campaigns: campaigns.items };
  const none = words("Chưa có chiến dịch nào.", "There is no campaign yet.");
  return {
    value,
    lines: [
      `${apiAddress()}  ${config.dataFolder}`,
      ...table(
        processes.map(({ name, pid, port }) => [`  ${name}`, String(pid), port ? `:${port}` : ""]),
      ),
      "",
      ...(campaigns.items.length === 0
        ? [none]
        : table(campaigns.items.map((item) => row(item, language, words)))),
    ],
  };
}

function row(item: CampaignItem, language: Language, words: Words): string[] {
  const kind = item.rehearsal ? words("diễn tập", "rehearsal") : words("thật", "real");
  return [item.id, item.status, kind, countsWords(item.counts, words), item.title[language]];
}

const countsWords = ({ done, steps, open, overdue }: Counts, words: Words): string =>
  `${done}/${steps} ${words("xong", "done")}, ${open} ${words("đang mở", "open")}, ${overdue} ${words("trễ", "late")}`;

/** One campaign: where its clock stands, who is late, what blocks, what comes next. */
export async function campaignStatus(
  id: string,
  language: Language,
  words: Words,
): Promise<Status> {
  const path = `/api/campaigns/${encodeURIComponent(id)}`;
  const detail = await callApi<CampaignDetail>({ method: "GET", path, language });
  const next = await callApi<NextView>({ method: "GET", path: `${path}/next`, language });
  const lines = (items: NextView["late"]): string[] =>
    items
      .slice(0, 20)
      .map((item) => `${instantWords(item.due)}  ${item.unitName}: ${item.title[language]}`);
  return {
    value: { ...detail, next },
    lines: [
      `${detail.title[language]} (${detail.id}): ${detail.status}`,
      `${words("Đồng hồ", "Clock")}: ${instantWords(detail.clock.instant)}; ${countsWords(detail.counts, words)}; ${words("hạn cuối", "ends")} ${instantWords(detail.ends)}`,
      ...section(words("Trễ hạn", "Late"), lines(next.late)),
      ...section(words("Đang vướng", "Blocked"), lines(next.blocked)),
      ...section(words("Sắp tới", "Coming"), lines(next.coming)),
    ],
  };
}
