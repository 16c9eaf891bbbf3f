import { mailServer } from "#activities/mail.ts";
import { percentile, until } from "../closed-loop.ts";
import { type Figure, shown, times } from "../figure.ts";
import type { BenchOptions } from "../option.ts";
import { raiseStorm, type Storm } from "../plenum/storm.ts";
import type { Stage } from "../stage.ts";

const LANES = 32;
const SOONER = 20;
const SHARE = 0.5;
/** Everything is armed before the instant comes, and has come to rest. */
const AHEAD_MS = 4_000;

/** Seconds after the instant, the earliest first. */
type Lateness = readonly number[];

/** Work e: everything due at one instant, as timers of workflows and as reminders. */
export async function storm(
  stage: Stage,
  { storm: count }: BenchOptions,
  show: (line: string) => void,
): Promise<Figure[]> {
  show(`e: recording ${count} obligations…`);
  const raised = await raiseStorm(stage.pool, "storm", count);
  const { frozen, plenumRate } = await reminders(stage, raised, count);
  show(`e: reminders frozen after ${wordsOf(frozen)} s, handed over at ${shown(plenumRate)}/s`);
  const bareRate = await directMail(stage, raised);
  show(`e: the same messages straight to the mail server: ${shown(bareRate)}/s`);
  await raised.end();
  const timers = await workflowTimers(stage, count, show);
  show(`e: timers fired after ${wordsOf(timers)} s`);
  return figuresOf(count, timers, frozen, bareRate, plenumRate);
}

/**
 * Work m: many more notices due in the same minute, without the timers beside them (starting ten thousand
 * workflows with a timer each would take longer than everything else together).
 */
export async function manyNotices(
  stage: Stage,
  { notices: count }: BenchOptions,
  show: (line: string) => void,
): Promise<Figure[]> {
  show(`m: recording ${count} obligations…`);
  const raised = await raiseStorm(stage.pool, "many", count);
  const { frozen, plenumRate } = await reminders(stage, raised, count);
  show(`m: notices frozen after ${wordsOf(frozen)} s, handed over at ${shown(plenumRate)}/s`);
  const bareRate = await directMail(stage, raised);
  await raised.end();
  return [
    {
      what: `m: ${count} notices due at one instant: seconds until claimed, frozen and committed, p50 / p99 / last`,
      bare: "",
      plenum: wordsOf(frozen),
      ratio: "",
      target: "",
      reached: true,
    },
    {
      what: `m: of ${count}, messages a second taken by the mail server (bare: straight to it)`,
      bare: shown(bareRate),
      plenum: shown(plenumRate),
      ratio: times(plenumRate / bareRate),
      target: `≥ ${SHARE} ×`,
      reached: plenumRate / bareRate >= SHARE,
    },
  ];
}

async function reminders(
  { mail }: Stage,
  raised: Storm,
  count: number,
): Promise<{ frozen: Lateness; plenumRate: number }> {
  await mail.reset();
  const instant = Date.now() + AHEAD_MS;
  await raised.dueAt(instant);
  const frozen: number[] = [];
  const seen = async (): Promise<boolean> => {
    const now = await raised.frozen();
    const late = (Date.now() - instant) / 1000;
    while (frozen.length < now) frozen.push(late);
    return now === count;
  };
  await until("reminders frozen", seen, { everyMs: 10 });
  await until("reminders handed over", async () => (await raised.delivered()) === count);
  return { frozen, plenumRate: await rateOf(mail) };
}

/** Messages a second between the first and the last that the server had whole. */
async function rateOf(mail: Stage["mail"]): Promise<number> {
  const { taken, firstAt, lastAt } = await mail.count();
  return ((taken - 1) * 1000) / (lastAt - firstAt);
}

/** What the SMTP server takes when nothing but the library's pool stands before it. */
async function directMail({ mail }: Stage, raised: Storm): Promise<number> {
  const messages = await raised.messages();
  await mail.reset();
  const server = mailServer({ url: mail.url, from: "Plenum <plenum@localhost>" });
  await Promise.all(messages.map((message) => server.send(message)));
  server.close();
  return await rateOf(mail);
}

async function workflowTimers(
  { bare }: Stage,
  count: number,
  show: (line: string) => void,
): Promise<Lateness> {
  // Starting them takes a while; the instant comes when all of them wait.
  const instant = Date.now() + AHEAD_MS + count * MS_A_START;
  show(`e: starting ${count} workflows with a timer each…`);
  const ids = Array.from({ length: count }, (_, n) => `timer-${n}`);
  await bare.waitAll(ids, LANES, instant);
  if (Date.now() > instant) throw new Error("e: the timers were not armed in time");
  await until("timers fired", async () => (await bare.rows("timer-", "reminded")) === count, {
    everyMs: 200,
  });
  return await bare.lateness("timer-", instant);
}

/** Slower than this no machine of ours has been. */
const MS_A_START = 40;

const wordsOf = (late: Lateness): string =>
  [0.5, 0.99, 1].map((share) => shown(percentile(late, share))).join(" / ");

function figuresOf(
  count: number,
  timers: Lateness,
  frozen: Lateness,
  bareRate: number,
  plenumRate: number,
): Figure[] {
  const sooner = percentile(timers, 1) / percentile(frozen, 1);
  const half = percentile(timers, 0.5) / percentile(frozen, 0.5);
  return [
    {
      what: `e: ${count} due at one instant: seconds late, p50 / p99 / last (timer's row; reminder claimed, frozen, committed)`,
      bare: wordsOf(timers),
      plenum: wordsOf(frozen),
      ratio: `${shown(half)} × / ${shown(sooner)} × sooner (p50 / last)`,
      target: `≥ ${SOONER} × sooner`,
      reached: Math.min(half, sooner) >= SOONER,
    },
    {
      what: "e: messages a second taken by the mail server (bare: nodemailer's pool straight to it)",
      bare: shown(bareRate),
      plenum: shown(plenumRate),
      ratio: times(plenumRate / bareRate),
      target: `≥ ${SHARE} ×`,
      reached: plenumRate / bareRate >= SHARE,
    },
  ];
}
