import { adviceWords, type Finding, findingWords, healedWords } from "#domain/finding.ts";
import type { Language } from "#domain/text.ts";
import type { Check } from "./doctor-check.ts";
import type { Visit } from "./doctor-visit.ts";
import { inLanguage, wordsIn } from "./output.ts";

const MARKS: Readonly<Record<Check["state"], string>> = { good: "✓", advice: "!", wrong: "✗" };

/** Findings of one kind that are named; the others are counted. */
const NAMED = 5;

/** A visit for people: what is good, what is not and what to do, and a last line that says which it is. */
export function doctorLines(visit: Visit, language: Language): string[] {
  const words = wordsIn(language);
  const say = inLanguage(language);
  const { checks, reconciled, heal, well } = visit;
  const lines = checks.flatMap(({ state, words: said, advice }) => [
    `${MARKS[state]} ${say(said)}`,
    ...(advice ? [`    → ${say(advice)}`] : []),
  ]);
  if (reconciled) {
    const { cycles, healed, left } = reconciled;
    lines.push(
      `${left.length === 0 ? "✓" : "✗"} ${words(`Đã đối soát ${cycles} đơn vị.`, `${cycles} unit(s) compared.`)}`,
      ...byKind(healed).flatMap((kind) => findingLines("✓", kind, language, healedWords)),
      ...byKind(left).flatMap((kind) => findingLines("✗", kind, language, adviceWords)),
    );
    if (!heal && left.some((one) => healedWords(one) !== null))
      lines.push(
        `    → ${words("plenum doctor --heal sửa những gì sửa được an toàn.", "plenum doctor --heal puts right what is safe to put right.")}`,
      );
  }
  const sum = well
    ? words("Mọi thứ đều ổn.", "All is well.")
    : words("Còn việc phải xem: các dòng ✗ ở trên.", "Something is left: the lines with ✗ above.");
  return [...lines, sum];
}

function findingLines(
  mark: string,
  findings: readonly Finding[],
  language: Language,
  then: (finding: Finding) => { readonly vi: string; readonly en: string } | null,
): string[] {
  const shown = findings.slice(0, NAMED);
  const more = findings.length - shown.length;
  const [first] = findings;
  const next = first && then(first)?.[language];
  return [
    ...shown.map((finding) => `${mark} ${findingWords(finding)[language]}`),
    ...(more > 0 ? [`    + ${more}`] : []),
    ...(next ? [`    → ${next}`] : []),
  ];
}

function byKind(findings: readonly Finding[]): Finding[][] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = kinds.get(finding.kind);
    if (known) known.push(finding);
    else kinds.set(finding.kind, [finding]);
  }
  return [...kinds.values()];
}

/** The same for programs. */
export function doctorValue({ checks, reconciled, well }: Visit) {
  const item = (finding: Finding) => ({
    kind: finding.kind,
    campaign: finding.campaign?.id ?? null,
    subject: finding.subject,
    words: findingWords(finding),
  });
  return {
    well,
    checks,
    cycles: reconciled?.cycles ?? 0,
    found: reconciled?.found ?? 0,
    healed: (reconciled?.healed ?? []).map((one) => ({ ...item(one), done: healedWords(one) })),
    left: (reconciled?.left ?? []).map((one) => ({ ...item(one), advice: adviceWords(one) })),
  };
}
