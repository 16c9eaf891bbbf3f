import { adviceWords, type Finding, healedWords } from "#domain/finding.ts";
import { isFindingKind } from "#domain/finding-words.ts";
import { type FindingRead, listFindings } from "#prisma/sql/read/finding-list.ts";
import type { Account } from "#prisma/sql/token.ts";
import type { FindingItem } from "../contract-finding.ts";
import { ApiError } from "../errors.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";

/** What the comparison of all records found, for whoever looks after the installation. */
export function findingRoutes({ pool }: Deps): Pick<Handlers, "findings"> {
  return {
    findings: async ({ account, query }) => {
      requireKeeper(account);
      const page = pageRequest(query, "text,text");
      const rows = await listFindings(pool, account, query.status ?? null, page.read, page.after);
      const body = pageOfRows(rows, page, ({ foundAt, id }) => [foundAt, id], itemOf);
      return { status: 200, body };
    },
  };
}

/** Who runs the installation, or administers the whole realm: a post, or one subtree, is not enough. @throws ApiError not_yours */
function requireKeeper({ kind, administers = [] }: Account): void {
  if (kind !== "operator" && !administers.includes("*")) throw new ApiError("not_yours");
}

/** Its words are those of the day it was found; what to do is said as of today. */
function itemOf({ subject, data, kind, ...row }: FindingRead): FindingItem {
  // One of a kind that this release does not know any more still says what it said.
  if (!isFindingKind(kind)) return { ...row, kind, advice: null, done: null };
  const finding: Finding = { kind, campaign: null, subject, data };
  return {
    ...row,
    kind,
    advice: row.status === "open" ? adviceWords(finding) : null,
    done: row.status === "healed" ? healedWords(finding) : null,
  };
}
