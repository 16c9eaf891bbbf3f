import { z } from "zod";
import type { RefusalData } from "#domain/errors.ts";
import type { Text } from "#domain/text.ts";
import { statusAndWords } from "./errors.ts";

const actor = z.object({
  person: z.string().nullish(),
  clerk: z.string().nullish(),
  evidence: z.string().nullish(),
});

/** Entries are of many kinds and of every version there ever was: what they have in common, if they have it. */
const ENTRY = z
  .object({
    what: z.string(),
    unit: z.string(),
    step: z.string(),
    command: z.object({ step: z.string().optional().catch(undefined) }),
    act: z.union([actor, z.string()]),
    actor,
    person: z.string().nullable(),
    by: z.string(),
    account: z.string(),
    startedBy: z.string().nullable(),
    for: z.string(),
    evidence: z.string(),
    refused: z.string(),
    data: z.record(z.string(), z.unknown()),
    method: z.string(),
    path: z.string(),
    count: z.number(),
  })
  .partial();

type Entry = z.infer<typeof ENTRY>;

/** What an entry says, in the terms of a sentence. */
export interface EntryFacts {
  readonly what: string;
  readonly person: string | null;
  readonly clerk: string | null;
  /** The account, where it is nobody in particular. */
  readonly by: string | null;
  readonly evidence: string | null;
  readonly unit: string | null;
  readonly step: string | null;
  readonly refused: string | null;
  readonly refusal: Text | null;
  readonly asked: string | null;
  readonly count: number | null;
}

/** Reads an entry; of what is not as expected nothing is said but its kind. */
export function factsOf(text: string): EntryFacts {
  const entry = read(text);
  const act = typeof entry.act === "string" ? undefined : entry.act;
  const who = act ?? entry.actor;
  const refused = entry.refused ?? null;
  const asked = [typeof entry.act === "string" ? entry.act : entry.method, entry.path];
  return {
    what: entry.what ?? "?",
    person: who?.person ?? entry.person ?? null,
    clerk: who?.clerk ?? null,
    by: entry.by ?? entry.account ?? entry.startedBy ?? null,
    evidence: who?.evidence ?? entry.evidence ?? null,
    unit: entry.unit ?? null,
    step: entry.step ?? entry.command?.step ?? null,
    refused,
    refusal: refused === null ? null : statusAndWords(refused, dataOf(entry)).words,
    asked: entry.path === undefined ? null : asked.filter((part) => part !== undefined).join(" "),
    count: entry.count ?? null,
  };
}

function read(text: string): Entry {
  try {
    const json: unknown = JSON.parse(text);
    const whole = ENTRY.safeParse(json);
    if (whole.success) return whole.data;
    const { data: kind } = z.object({ what: z.string() }).safeParse(json);
    return kind ?? {};
  } catch {
    return {};
  }
}

/** The values that a refusal's words name. */
const dataOf = ({ data = {} }: Entry): RefusalData =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, value]] : [],
    ),
  );

export const textOf = (name: Text | string): Text =>
  typeof name === "string" ? { vi: name, en: name } : name;
