import { z } from "zod";
import { isDay } from "#domain/time.ts";
import { anchorOf } from "./anchor.ts";
import { dueOf, hoursOf, rungTimeOf } from "./due.ts";
import { HINTS, type Hint } from "./hint.ts";

/** A text of a certain shape; `hint` names what it should have been. */
const shaped = (hint: Hint, pattern: RegExp) =>
  z.string({ error: hint }).regex(pattern, { error: hint }).describe(HINTS[hint].en);

/** A written form that a function reads; null from it means it could not. */
const read = <T>(hint: Hint, reader: (written: string) => T | null) =>
  z
    .string({ error: hint })
    .describe(HINTS[hint].en)
    .transform((written, context): T => {
      const value = reader(written);
      if (value !== null) return value;
      context.addIssue({ code: "custom", message: hint, input: written });
      return z.NEVER;
    });

/** Our own ids: lower case ASCII, digits, hyphens and dots; they appear in addresses. */
export const identifier = shaped("id", /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/)
  .max(80, { error: "id" })
  .describe(HINTS.id.en);
/** `unit/role`, or `unit/role/2` where several persons hold one role. */
export const postId = shaped("post", /^[a-z0-9.-]+\/[a-z0-9-]+(?:\/[1-9]\d*)?$/);
export const day = shaped("day", /^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay, { error: "day" })
  .describe(HINTS.day.en);
/** A day, and the time of day where it is known. */
export const moment = read("moment", (written) => {
  const match = /^(\d{4}-\d{2}-\d{2})(?: ((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(written);
  const [, day = "", time = null] = match ?? [];
  return isDay(day) ? { day, time } : null;
});
export const timeOfDay = shaped("time", /^(?:[01]\d|2[0-3]):[0-5]\d$/);
export const email = shaped("email", /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/).max(254, {
  error: "email",
});
export const name = z
  .string({ error: "name" })
  .trim()
  .min(1, { error: "name" })
  .max(300, { error: "name" })
  .regex(/^[^\n\r]*$/, { error: "name" });
export const count = z
  .int({ error: "count" })
  .min(0, { error: "count" })
  .max(100_000, { error: "count" });
export const positive = z
  .int({ error: "positive" })
  .min(1, { error: "positive" })
  .max(100_000, { error: "positive" });
export const share = z
  .number({ error: "share" })
  .min(0, { error: "share" })
  .max(1, { error: "share" });
export const flag = z.boolean({ error: "flag" });

/** Codes and periods look like numbers; the digits are what counts. */
export const digits = z
  .union([z.string(), z.int()], { error: "name" })
  .transform(String)
  .pipe(name);

/** Words in both languages; one text alone stands for both. */
export const text = z.union(
  [
    name.transform((words) => ({ vi: words, en: words })),
    z.strictObject({ vi: name, en: name }, { error: "text" }),
  ],
  { error: "text" },
);

/** Seen from the unit: `unit.head`, `above.standing-office`, `below.head`, `team.leader`, `post:<id>`. */
export const postExpression = shaped(
  "expression",
  /^(?:(?:unit|above|root|below|team)\.[a-z0-9-]+|post:[a-z0-9./-]+)$/,
);

export const anchor = read("anchor", anchorOf);
export const due = read("due", dueOf);
export const rungTime = read("rung", rungTimeOf);
export const hours = read("hours", hoursOf);

export const templateName = shaped("template", /^[a-z0-9-]+@[1-9]\d*$/);

export const registerStart = read("register", (written) => {
  const match = /^(\S+) (\S+) (?:continues at|tiếp từ) (\d{1,6})$/.exec(written);
  if (match === null) return null;
  const [, committee = "", type = "", next = ""] = match;
  return { committee, type, next: Number(next) };
});
