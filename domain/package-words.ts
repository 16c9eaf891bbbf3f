import type { Campaign } from "./campaign.ts";
import { instantWords, type NoticeWords } from "./notice-words.ts";
import type { Text } from "./text.ts";
import type { Instant } from "./time.ts";

/** What goes to the party above the root: one submission with its paper and nominees. */
export interface OutsidePackage {
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
  readonly round: number;
  readonly title: Text;
  readonly sentAt: Instant;
  /** By when the answer is hoped for. */
  readonly due: Instant;
  readonly document: { readonly title: string; readonly content: string; readonly hash: string };
  /** Ids of models. */
  readonly nominees: readonly string[];
}

/** A nominee with all that the receiver needs to know of it. */
interface PackagedNominee {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly unitName: string;
  readonly field: string;
  readonly kind: "collective" | "individual";
}

function packagedNominees(sent: OutsidePackage, campaign: Campaign): PackagedNominee[] {
  const units = new Map(campaign.units.map(({ id, name }) => [id, name]));
  const models = new Map(campaign.models.map((model) => [model.id, model]));
  return sent.nominees.flatMap((id) => {
    const model = models.get(id);
    if (!model) return [];
    const { title, unit, field, kind } = model;
    return { id, title, unit, unitName: units.get(unit) ?? unit, field, kind };
  });
}

/** The package as JSON; its `answer` is filled in and read back. */
export function packageJson(sent: OutsidePackage, campaign: Campaign): string {
  const { unit, step, round, document } = sent;
  const json = {
    plenum: "package@1",
    campaign: { id: sent.campaign, title: campaign.title },
    unit: { id: unit, name: unitName(sent, campaign) },
    step: { id: step, title: sent.title },
    round,
    sentAt: sent.sentAt,
    answerBy: sent.due,
    document,
    nominees: packagedNominees(sent, campaign),
    answer: {
      campaign: sent.campaign,
      unit,
      step,
      round,
      hash: document.hash,
      decision: null,
      chosen: sent.nominees,
      reasons: [],
      evidence: null,
    },
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** The package as plain text, for reading and printing. */
export function packageText(sent: OutsidePackage, campaign: Campaign): string {
  const { document } = sent;
  const nominees = nomineeLines(sent, campaign);
  return [
    document.title,
    document.content,
    ...(nominees.length > 0 ? [`Danh sách đề nghị:\n${nominees.join("\n")}`] : []),
    `SHA-256: ${document.hash}`,
    "",
  ]
    .join("\n\n")
    .normalize("NFC");
}

/** The mail that carries the package. */
export function packageWords(sent: OutsidePackage, campaign: Campaign): NoticeWords {
  const unit = unitName(sent, campaign);
  const by = instantWords(sent.due);
  const name = campaign.outside?.name ?? "";
  const n = sent.nominees.length;
  return {
    subject: {
      vi: `${sent.title.vi} – ${unit}`,
      en: `${sent.title.en} – ${unit}`,
    },
    greeting: { vi: `Kính gửi: ${name}`, en: `To: ${name}` },
    sentences: [
      {
        vi: `${unit} kính gửi «${sent.title.vi}»: ${sent.document.title}${n > 0 ? `, kèm ${n} mô hình đề nghị` : ""}.`,
        en: `${unit} sends “${sent.title.en}”: ${sent.document.title}${n > 0 ? `, with ${n} ${n === 1 ? "nominee" : "nominees"}` : ""}.`,
      },
      ...nomineeLines(sent, campaign).map((line) => ({ vi: line, en: line })),
      {
        vi: `Kính đề nghị cho ý kiến trước ${by.vi}.`,
        en: `An answer is asked for by ${by.en}.`,
      },
      {
        vi: "Hồ sơ ở hai tệp kèm theo. Có thể trả lời bằng văn bản, hoặc điền mục «answer» trong tệp .json và gửi lại.",
        en: "The dossier is in the two files attached. Answer on paper, or fill in “answer” in the .json file and send it back.",
      },
    ],
  };
}

const unitName = ({ unit }: OutsidePackage, campaign: Campaign): string =>
  campaign.units.find(({ id }) => id === unit)?.name ?? unit;

const nomineeLines = (sent: OutsidePackage, campaign: Campaign): string[] =>
  packagedNominees(sent, campaign).map(
    ({ title, unitName: of }, index) => `${index + 1}. ${title} (${of})`,
  );
