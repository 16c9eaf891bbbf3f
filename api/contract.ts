import { z } from "zod";

/** What every route shares: how times, words, people, problems and pages look on the wire. */

/** Ids are written by people; they may hold any letter, no blanks and no control characters. */
export const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s\p{Cc}]+$/u, "an id holds no blanks");

/** Given in any offset, kept in UTC with milliseconds. */
export const instantIn = z.iso
  .datetime({ offset: true })
  .transform((given) => new Date(given).toISOString());

export const instant = z.iso.datetime({ precision: 3 });
export const day = z.iso.date();

export const text = z.object({ vi: z.string(), en: z.string() }).meta({ id: "Text" });

export const stepKind = z.enum(["task", "document", "submission", "conference", "ballot", "gate"]);

export const stepStatus = z.enum([
  "waiting",
  "open",
  "submitted",
  "approved",
  "done",
  "declined",
  "cancelled",
]);

export const phase = z.enum(["waiting", "working", "deciding", "done", "suspended", "cancelled"]);

/** Why something is late: by who owes it, by what it waited for, not at all (excused), or nobody was told. */
export const latenessCause = z.enum(["own", "upstream", "excused", "never_delivered"]);

/** A post and who holds it now; `actingFor` names the holder whom a cover stands in for. */
export const holder = z
  .object({
    post: id,
    title: text,
    unitName: z.string().nullable(),
    person: id.nullable(),
    name: z.string().nullable(),
    actingFor: z.string().nullable(),
  })
  .meta({ id: "Holder" });

/** RFC 9457, with the domain's code and the words in both languages. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    words: text,
    data: z.record(z.string(), z.union([z.string(), z.number()])),
    /** Where a body or a file has several faults: all of them at once. */
    problems: z
      .array(
        z.object({
          where: z.string(),
          line: z.int().nullable(),
          words: text,
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem" });

export const listQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** One page of a list; `next` goes into `cursor` to read on, null at the end. */
export const pageOf = <T extends z.ZodType>(item: T, name: string) =>
  z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id: name });

export type Holder = z.infer<typeof holder>;
export type Problem = z.infer<typeof problem>;
