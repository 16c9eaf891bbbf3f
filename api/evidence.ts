import { evidenceLine } from "#domain/attachment.ts";
import type { Reader } from "#prisma/client.ts";
import { attachmentsOf } from "#prisma/sql/read/attachments.ts";
import type { Account } from "#prisma/sql/token.ts";
import { requireStep, scopeIn } from "./access.ts";
import { ApiError } from "./errors.ts";
import type { OnPaper } from "./onbehalf.ts";

interface AtStep {
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
}

/**
 * The body with its evidence as it is recorded: the words, and of each file named its SHA-256, so that what the
 * decision was entered from can be proven. The files lie beside the same step.
 * @throws ApiError not_found for a file that is not there, or was removed
 */
export async function withEvidence<B extends OnPaper>(
  db: Reader,
  account: Account,
  { campaign, unit, step }: AtStep,
  body: B,
): Promise<B> {
  const { evidenceFiles = [] } = body;
  if (evidenceFiles.length === 0) return body;
  requireStep(await scopeIn(db, account, campaign), unit, step);
  const there = await attachmentsOf(db, { cycle: `${campaign}/${unit}`, step });
  const files = [...new Set(evidenceFiles)].map((id) => {
    const file = there.find((one) => one.id === id && one.removed === null);
    if (!file) throw new ApiError("not_found", { what: id });
    return file;
  });
  return { ...body, evidence: evidenceLine(body.evidence ?? null, files) };
}
