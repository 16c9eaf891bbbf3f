import { addMilliseconds, type Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { appendAudit, appendRealmAudit } from "./audit.ts";
import { moveClock } from "./clock.ts";
import { type RehearsalRead, readRehearsal } from "./read/rehearsal.ts";
import { deleteRehearsal, REAL } from "./realm.ts";

export type Advance =
  /** Something due at the present instant is unhandled. */
  | { readonly status: "held"; readonly clock: RehearsalRead }
  /** Its speed allows the whole way only after so many real milliseconds. */
  | { readonly status: "too_fast"; readonly wait: number }
  | {
      readonly status: "moved";
      readonly clock: RehearsalRead;
      /** Cycles that got their wake: poke the sender with them after the commit. */
      readonly woken: readonly string[];
    };

export const isQuiet = (clock: RehearsalRead): boolean =>
  clock.inbox + clock.notices + clock.messages === 0;

/**
 * Moves a rehearsal's clock towards an instant: only while nothing that is due is unhandled, at most
 * to the next instant at which the engine has something to do, and at most as far as its speed allows.
 * The campaign's chain says by whom. With `whole`, a way that its speed would cut short is not begun yet.
 */
export async function advanceClock(
  tx: Tx,
  campaign: string,
  to: Instant,
  whole: boolean,
  account: string,
): Promise<Advance> {
  await tx.query("SELECT 1 FROM campaigns WHERE id = $1 FOR SHARE", [campaign]);
  await tx.query("SELECT 1 FROM clocks WHERE campaign = $1 FOR UPDATE", [campaign]);
  const clock = await readRehearsal(tx, campaign, REAL);
  if (!clock) throw new Error(`no clock for ${campaign}`);
  if (!isQuiet(clock)) return { status: "held", clock };
  const { instant, speed, elapsed, nextEngineDue } = clock;
  const wanted = nextEngineDue !== null && nextEngineDue < to ? nextEngineDue : to;
  if (wanted <= instant) return { status: "moved", clock, woken: [] };
  const distance = Date.parse(wanted) - Date.parse(instant);
  const allowed = Math.floor(elapsed * speed);
  if (allowed < distance && (whole || allowed < 1))
    return { status: "too_fast", wait: Math.ceil((distance - allowed) / speed) };
  const reached = allowed < distance ? addMilliseconds(instant, allowed) : wanted;
  const move = await moveClock(tx, campaign, reached);
  await tx.query("SELECT pg_notify('plenum_changes', $1)", [
    `${campaign} * ${clock.generation + 1}`,
  ]);
  const now = await readRehearsal(tx, campaign, REAL);
  const entry = { what: "clock_moved", from: instant, to: reached, account };
  await appendAudit(tx, { campaign, realm: clock.realm, entry });
  return {
    status: "moved",
    clock: now ?? clock,
    woken: move.status === "moved" ? move.woken : [],
  };
}

/** Deletes a rehearsal with its realm; the real realm's chain keeps that it was. Returns its cycles. */
export async function endRehearsal(
  tx: Tx,
  { campaign, realm }: RehearsalRead,
  account: string,
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>("SELECT id FROM cycles WHERE realm = $1", [
    realm,
  ]);
  await deleteRehearsal(tx, realm);
  await appendRealmAudit(tx, REAL, { what: "rehearsal_deleted", rehearsal: campaign, account });
  return rows.map((row) => row.id);
}
