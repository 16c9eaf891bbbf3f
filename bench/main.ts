import { writeFigures } from "./document.ts";
import { type Figure, tableOf } from "./figure.ts";
import { loadNow } from "./machine.ts";
import { type BenchOptions, HELP, readOptions, type Work } from "./option.ts";
import { openStage, type Stage } from "./stage.ts";
import { startsAndApprovals } from "./work/approvals.ts";
import { dryRehearsals } from "./work/dry.ts";
import { kills } from "./work/kill.ts";
import { endStack, wholeStack } from "./work/stack.ts";
import { manyNotices, storm } from "./work/storm.ts";

const begun = Date.now();
const show = (line: string): void => {
  const seconds = ((Date.now() - begun) / 1000).toFixed(0).padStart(4);
  process.stderr.write(`${seconds} s  ${line}\n`);
};

let stage: Stage | null = null;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return void process.stdout.write(`${HELP}\n`);
  const figures: Figure[] = [];
  const load = loadNow();
  const wants = (...work: Work[]): boolean => work.some((one) => options.only.has(one));
  if (wants("dry")) figures.push(...dryRehearsals(show));
  if (wants("start", "idle")) {
    const what = { start: wants("start"), idle: wants("idle") };
    figures.push(...(await wholeStack(what, show)));
  }
  if (wants("a", "b", "e", "f", "m")) figures.push(...(await onStage(options, wants)));
  process.stdout.write(`\n${tableOf(figures)}\n`);
  if (options.write) await writeFigures(figures, load);
}

async function onStage(
  options: BenchOptions,
  wants: (...work: Work[]) => boolean,
): Promise<Figure[]> {
  stage = await openStage(show, options.profile);
  const figures: Figure[] = [];
  if (wants("a", "b")) figures.push(...(await startsAndApprovals(stage, options, show)));
  if (wants("f")) figures.push(...(await kills(stage, options, show)));
  if (wants("e")) figures.push(...(await storm(stage, options, show)));
  if (wants("m")) figures.push(...(await manyNotices(stage, options, show)));
  await stage.end();
  return figures;
}

const end = async (): Promise<void> => {
  await endStack();
  await stage?.end();
};

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    show("stopping…");
    void end().then(() => process.exit(1));
  });

main().then(
  () => process.exit(0),
  async (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    await end();
    process.exit(error instanceof Error && error.message.startsWith("--") ? 2 : 1);
  },
);
