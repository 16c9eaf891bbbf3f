import { type Figure, tableOf } from "./figure.ts";
import { type BenchOptions, HELP, readOptions, type Work } from "./option.ts";
import { openStage, type Stage } from "./stage.ts";
import { startsAndApprovals } from "./work/approvals.ts";

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
  const wants = (...work: Work[]): boolean => work.some((one) => options.only.has(one));
  if (wants("a", "b", "e", "f")) figures.push(...(await onStage(options, wants)));
  process.stdout.write(`\n${tableOf(figures)}\n`);
}

async function onStage(
  options: BenchOptions,
  wants: (...work: Work[]) => boolean,
): Promise<Figure[]> {
  stage = await openStage(show, options.profile);
  const figures: Figure[] = [];
  if (wants("a", "b")) figures.push(...(await startsAndApprovals(stage, options, show)));
  await stage.end();
  return figures;
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    show("stopping…");
    void (stage?.end() ?? Promise.resolve()).then(() => process.exit(1));
  });

main().then(
  () => process.exit(0),
  async (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    await stage?.end();
    process.exit(error instanceof Error && error.message.startsWith("--") ? 2 : 1);
  },
);
