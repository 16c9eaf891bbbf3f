import { DomainError, type DomainErrorCode, type RefusalData } from "#domain/errors.ts";
import type { Names } from "#domain/wait-words.ts";
import type { Reader } from "#prisma/client.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";

/** A refusal of the rules with the posts it names as people know them, beside their ids. */
export async function refusedInNames(
  db: Reader,
  campaign: string,
  code: DomainErrorCode,
  data: RefusalData,
): Promise<DomainError> {
  const posts = data["posts"] ?? data["post"];
  if (typeof posts !== "string") return new DomainError(code, data);
  const { rows } = await db.query<{ hash: string }>(
    "SELECT definition_hash AS hash FROM campaigns WHERE id = $1",
    [campaign],
  );
  const [row] = rows;
  if (!row) return new DomainError(code, data);
  const { names } = await definitionOf(db, { campaign, definitionHash: row.hash });
  const field = "posts" in data ? "posts" : "post";
  return new DomainError(code, {
    ...data,
    [`${field}_vi`]: inWords(names, posts, "vi"),
    [`${field}_en`]: inWords(names, posts, "en"),
  });
}

const inWords = (names: Names, posts: string, language: "vi" | "en"): string =>
  posts
    .split(", ")
    .map((post) => names.post(post))
    .map((name) => (typeof name === "string" ? name : name[language]))
    .join(", ");
