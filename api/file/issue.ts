import type { z } from "zod";
import { didYouMean } from "#domain/suggest.ts";
import type { Text } from "#domain/text.ts";
import { HINTS, isHint } from "./hint.ts";
import type { FieldPath, FieldProblem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/** Which keys may stand at a place; asked only for a key that may not. */
export type KeysAt = (path: FieldPath) => readonly string[];

/** What zod found wrong, as sentences for people, one per field. */
export function problemsOf(issues: readonly Issue[], keysAt: KeysAt): FieldProblem[] {
  const told = new Set<string>();
  return issues
    .flatMap((issue) => problemOf(issue, issue.path.map(part), keysAt))
    .filter(({ path, message }) => {
      const key = `${path.join(".")} ${message.en}`;
      const again = told.has(key);
      told.add(key);
      return !again;
    });
}

const part = (key: PropertyKey): string | number => (typeof key === "number" ? key : String(key));

function problemOf(issue: Issue, path: FieldPath, keysAt: KeysAt): FieldProblem[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, path, keysAt(path)));
    case "invalid_union": {
      const branch = likeliest(issue.errors);
      if (branch !== null) {
        return branch.flatMap((inner) =>
          problemOf(inner, [...path, ...inner.path.map(part)], keysAt),
        );
      }
      return [shapeProblem(issue, path, "discriminator" in issue ? "kind" : null)];
    }
    case "invalid_key":
      return [problem("invalid_key", path, wrong(HINTS.id, String(path.at(-1))))];
    case "invalid_value":
      return [oneOf(issue, path)];
    case "too_small":
      return [
        issue.origin === "array" && !isHint(issue.message)
          ? emptyList(path)
          : shapeProblem(issue, path, null),
      ];
    case "invalid_type":
    case "too_big":
    case "invalid_format":
    case "not_multiple_of":
    case "invalid_element":
    case "custom":
      return [shapeProblem(issue, path, null)];
  }
}

/** The branch of a union that the writer meant: the one that objects to a field inside, not to the whole. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const inside = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
  inside.sort((one, other) => one.length - other.length);
  return inside[0] ?? null;
}

function unknownKey(key: string, path: FieldPath, allowed: readonly string[]): FieldProblem {
  const list = allowed.join(", ");
  return problem(
    "unknown_key",
    [...path, key],
    { vi: `Không có trường «${key}» ở đây.`, en: `There is no field “${key}” here.` },
    didYouMean(key, allowed) ??
      (list === "" ? null : { vi: `Ở đây có thể ghi: ${list}.`, en: `Possible here: ${list}.` }),
  );
}

function oneOf(issue: Issue & { code: "invalid_value" }, path: FieldPath): FieldProblem {
  if (issue.input === undefined) return missing(path);
  if (isHint(issue.message)) return shapeProblem(issue, path, null);
  const values = issue.values.map(String);
  const list = values.join(", ");
  const words = wrong({ vi: `một trong: ${list}`, en: `one of ${list}` }, issue.input);
  return problem(
    "invalid_value",
    path,
    words,
    typeof issue.input === "string" ? didYouMean(issue.input, values) : null,
  );
}

function shapeProblem(issue: Issue, path: FieldPath, field: string | null): FieldProblem {
  const at = field === null ? path : [...path, field];
  if (issue.input === undefined) return missing(at);
  if (isHint(issue.message))
    return problem("invalid_value", at, wrong(HINTS[issue.message], issue.input));
  const expected = issue.code === "invalid_type" ? issue.expected : "value";
  return problem("invalid_value", at, wrong(EXPECTED[expected] ?? EXPECTED.value, issue.input));
}

const OTHER: Text = { vi: "một giá trị hợp lệ", en: "a proper value" };
const EXPECTED: Readonly<Record<string, Text>> & { readonly value: Text } = {
  value: OTHER,
  object: { vi: "một bảng «tên: giá trị»", en: "a map of “name: value”" },
  record: { vi: "một bảng «tên: giá trị»", en: "a map of “name: value”" },
  array: { vi: "một danh sách (mỗi mục một gạch đầu dòng)", en: "a list (one dash an item)" },
};

const missing = (path: FieldPath): FieldProblem =>
  problem("missing_field", path, {
    vi: `Thiếu «${path.at(-1)}».`,
    en: `“${path.at(-1)}” is missing.`,
  });

const emptyList = (path: FieldPath): FieldProblem =>
  problem("empty_list", path, {
    vi: `«${path.at(-1)}» không được để trống.`,
    en: `“${path.at(-1)}” must not be empty.`,
  });

function wrong(expected: Text, input: unknown): Text {
  const given = shown(input);
  return {
    vi: `Phải là ${expected.vi}; ở đây ghi ${given}.`,
    en: `It should be ${expected.en}; it is ${given}.`,
  };
}

/** What was written, short enough for a sentence. */
function shown(input: unknown): string {
  if (Array.isArray(input)) return `[… ${input.length} …]`;
  const json = JSON.stringify(input) ?? "?";
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

const problem = (
  code: string,
  path: FieldPath,
  message: Text,
  suggestion: Text | null = null,
): FieldProblem => ({ code, path, message, suggestion });
