import { agendaOf } from "./agenda.ts";
import { actsAt, type Script, triesAgainAt } from "./behaviour.ts";
import { calendarOf } from "./calendar.ts";
import type { Campaign } from "./campaign.ts";
import { beginsAt } from "./entered.ts";
import { DomainError } from "./errors.ts";
import { postsOfNotice } from "./ladder.ts";
import { nextNotice } from "./notice.ts";
import type { Obligation } from "./obligation.ts";
import { PACKAGE, packageNotice } from "./package.ts";
import type { CampaignPlan } from "./plan.ts";
import { holderOn, OUTSIDE } from "./post.ts";
import { perform } from "./rehearsal-act.ts";
import { beginWorld, type World } from "./rehearsal-world.ts";
import { dayOf, type Instant } from "./time.ts";
import { postsTold } from "./vacancy.ts";
import { wakeAt } from "./wake.ts";

/** What a rehearsal of a campaign shows: what was done when, what would have been sent to whom, how it ends. */
export interface Rehearsal {
  readonly acts: readonly RehearsedAct[];
  readonly notices: readonly RehearsedNotice[];
  readonly world: World;
  /** The last instant at which anything happened. */
  readonly ends: Instant;
  /** Steps that never opened or were never finished, and gates that could not open. */
  readonly stuck: readonly { readonly unit: string; readonly step: string }[];
}

export interface RehearsedAct {
  readonly at: Instant;
  readonly obligation: Obligation;
  readonly person: string | null;
  /** `done`, or the code with which the rules refused it. */
  readonly result: string;
}

export interface RehearsedNotice {
  readonly at: Instant;
  readonly obligation: string;
  readonly unit: string;
  readonly step: string;
  readonly rung: string;
  readonly post: string;
  readonly person: string | null;
}

type Entry =
  | { readonly what: "wake"; readonly at: Instant; readonly key: string }
  | {
      readonly what: "notice";
      readonly at: Instant;
      readonly key: string;
      readonly obligation: Obligation;
      readonly rung: string;
      readonly to: readonly string[];
    }
  | {
      readonly what: "act";
      readonly at: Instant;
      readonly key: string;
      readonly obligation: Obligation;
      readonly tries: number;
    };

/** After so many refusals an actor gives up: what waits then shows as stuck. */
const MOST_TRIES = 15;
/** Acts between two words on how far it is. */
const TOLD_EVERY = 50;

/**
 * At one instant cycles wake first, then notices go, then people act in the order of their obligations' ids: live
 * keeps the same order.
 */
const before = (a: Entry, b: Entry): boolean =>
  a.at !== b.at ? a.at < b.at : a.what !== b.what ? RANK[a.what] < RANK[b.what] : a.key < b.key;

const RANK = { wake: 0, notice: 1, act: 2 } as const;

/**
 * Runs a whole campaign on a virtual clock with scripted people, through the very rules that run it live.
 * Pure: the same campaign, plan, script and digest give the same rehearsal.
 * @param digest SHA-256 in hex, an argument because a server has a faster one.
 * @param watched told now and then where the virtual clock stands.
 */
export function rehearse(
  campaign: Campaign,
  plan: CampaignPlan,
  script: Script,
  digest: (text: string) => string,
  watched: (now: Instant, acts: number) => void = () => {},
): Rehearsal {
  const calendar = calendarOf(campaign.calendar);
  const agenda = agendaOf<Entry>(before);
  const acts: RehearsedAct[] = [];
  const notices: RehearsedNotice[] = [];
  const sent = new Map<string, string[]>();
  const arose = new Map<string, Instant>();
  const starts = beginsAt(campaign);
  let now = starts;

  const scheduleNotice = (obligation: Obligation): void => {
    const ladder = campaign.template.ladders[obligation.ladder];
    if (!ladder) return;
    const next = nextNotice(
      obligation,
      ladder,
      calendar,
      sent.get(obligation.id) ?? [],
      arose.get(obligation.id) ?? now,
      now,
    );
    if (!next) return;
    agenda.push({
      what: "notice",
      at: next.at > now ? next.at : now,
      key: obligation.id,
      obligation,
      rung: next.rung,
      to: next.to,
    });
  };

  const world = beginWorld(campaign, plan, calendar, digest, starts, {
    wakes: (unit, at) => agenda.push({ what: "wake", at, key: unit }),
    arises: (obligation, at) => {
      arose.set(obligation.id, at);
      now = at;
      scheduleNotice(obligation);
      const sent = packageNotice(obligation, campaign, calendar, at);
      if (sent) agenda.push({ what: "notice", key: obligation.id, obligation, ...sent });
      const step = world.planned(obligation.unit, obligation.step);
      agenda.push({
        what: "act",
        at: actsAt(obligation, step, at, calendar, script),
        key: obligation.id,
        obligation,
        tries: 0,
      });
    },
  });
  world.begin();

  for (let entry = agenda.pop(); entry; entry = agenda.pop()) {
    if (entry.what === "wake") {
      if (wakeAt(world.state(entry.key)) !== entry.at) continue;
      now = entry.at;
      world.wake(entry.key, entry.at, now);
      continue;
    }
    if (!world.owes(entry.obligation.id)) continue;
    now = entry.at;
    if (entry.what === "notice") {
      const { owner } = world.planned(entry.obligation.unit, entry.obligation.step);
      notices.push(...deliver(campaign, entry, now, owner));
      if (entry.rung === PACKAGE) continue;
      sent.set(entry.key, [...(sent.get(entry.key) ?? []), entry.rung]);
      scheduleNotice(entry.obligation);
      continue;
    }
    const holder = holderOn(campaign, entry.obligation.post, dayOf(now), entry.obligation.act);
    const result = tryAct(world, entry.obligation, holder?.person ?? null, now, script);
    if (acts.length % TOLD_EVERY === 0) watched(now, acts.length);
    acts.push({ at: now, obligation: entry.obligation, person: holder?.person ?? null, result });
    if (result !== "done" && entry.tries < MOST_TRIES)
      agenda.push({
        ...entry,
        at: triesAgainAt(now, calendar, entry.obligation.unit),
        tries: entry.tries + 1,
      });
  }
  return { acts, notices, world, ends: now, stuck: world.unfinished() };
}

function tryAct(
  world: World,
  obligation: Obligation,
  person: string | null,
  now: Instant,
  script: Script,
): string {
  try {
    perform(world, obligation, person, now, script);
    return "done";
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/** Recipients are found when a notice is sent: the rung's posts, and their holders of that day. */
function deliver(
  campaign: Campaign,
  entry: Entry & { what: "notice" },
  now: Instant,
  stepOwner: string,
): RehearsedNotice[] {
  const { obligation } = entry;
  const { post: owes, act } = obligation;
  const vacant = owes !== OUTSIDE && holderOn(campaign, owes, dayOf(now), act) === null;
  const rung = postsOfNotice(campaign, obligation, entry.to);
  const posts = entry.rung === PACKAGE ? rung : postsTold(rung, { post: owes, vacant, stepOwner });
  return posts.map((post) => ({
    at: now,
    obligation: obligation.id,
    unit: obligation.unit,
    step: obligation.step,
    rung: entry.rung,
    post,
    person: holderOn(campaign, post, dayOf(now), obligation.act)?.person ?? null,
  }));
}
