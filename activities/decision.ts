import type { CycleState } from "#domain/cycle.ts";
import { advance } from "#domain/decide.ts";
import { DomainError, type DomainErrorCode, type RefusalData } from "#domain/errors.ts";
import type { CycleEvent } from "#domain/event.ts";
import { CYCLE_STATUS, inWords } from "#domain/status.ts";
import type { Tx } from "#prisma/client.ts";
import { postsEntered } from "#prisma/sql/clerk.ts";
import type { LockedCycle } from "#prisma/sql/cycle.ts";
import { readDocument } from "#prisma/sql/document.ts";
import type { NextRow } from "#prisma/sql/inbox.ts";
import { factsFor } from "./facts.ts";

/** What the rules make of an inbox row. */
export type Decision =
  | { readonly status: "done"; readonly events: readonly CycleEvent[]; readonly state: CycleState }
  | { readonly status: "refused"; readonly code: DomainErrorCode; readonly data: RefusalData };

/** Reads the facts a row needs and has the rules decide on it; only what is no refusal is thrown. */
export async function decideRow(
  tx: Tx,
  cycle: LockedCycle,
  state: CycleState,
  row: NextRow,
): Promise<Decision> {
  try {
    requireRunning(cycle, row);
    const posts = await postsEntered(tx, { ...row.act, realm: cycle.realm }, row.campaignAt);
    const facts = await factsFor(tx, cycle, state, row);
    const act = { ...row.act, posts };
    const decided = advance(state, row.command, act, facts, row.campaignAt);
    await requireSavedContent(tx, cycle, row);
    return { status: "done", ...decided };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { status: "refused", code: error.code, data: error.data };
  }
}

/** While a campaign as a whole stands still, its people's commands are refused; the engine's are noted. */
function requireRunning({ campaignStatus }: LockedCycle, { act }: NextRow): void {
  if (campaignStatus !== "running" && act.person !== null)
    throw new DomainError("cycle_not_running", inWords("status", CYCLE_STATUS[campaignStatus]));
}

/** What is submitted is what was saved last: a decision is bound to content that exists. */
async function requireSavedContent(
  tx: Tx,
  cycle: LockedCycle,
  { command }: NextRow,
): Promise<void> {
  if (command.type !== "submit") return;
  const document = await readDocument(tx, cycle.id, command.step);
  if (document?.hash !== command.hash) throw new DomainError("content_changed");
}
