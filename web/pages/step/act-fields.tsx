import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import type { StepView } from "#api/contract-step.ts";
import { stamp } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { type ActDraft, type Doing, openExtensions } from "./act-body.ts";
import { FIELD_WORDS } from "./act-words.ts";

interface ActFieldsProps {
  readonly act: Doing;
  readonly step: StepView;
  readonly draft: ActDraft;
  readonly change: (part: Partial<ActDraft>) => void;
}

/** What an act wants to know, and nothing else. */
export function ActFields({ act, step, draft, change }: ActFieldsProps) {
  const t = useWords(FIELD_WORDS);
  switch (act) {
    case "return":
      return <Reasons draft={draft} change={change} />;
    case "submit":
    case "vote":
    case "approve":
      return <Choosing act={act} step={step} draft={draft} change={change} />;
    case "hold":
      return (
        <NumberInput
          label={t("attendance")}
          value={draft.attendance}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          allowNegative={false}
          onChange={(value) => change({ attendance: String(value) })}
        />
      );
    case "override_gate":
      return (
        <>
          <Reason draft={draft} change={change} />
          <Until label={t("expires")} type="datetime-local" draft={draft} change={change} />
        </>
      );
    case "ask_extension":
      return (
        <>
          <Until label={t("until")} type="datetime-local" draft={draft} change={change} />
          <Reason draft={draft} change={change} />
        </>
      );
    case "grant_extension":
    case "refuse_extension":
      return (
        <>
          <Which step={step} draft={draft} change={change} />
          <Reason draft={draft} change={change} />
        </>
      );
    case "decline":
    case "reopen":
      return <Reason draft={draft} change={change} />;
    case "seen":
      return <Until label={t("seen_until")} type="date" draft={draft} change={change} />;
    case "withdraw":
    case "issue":
    case "complete":
    case "open_gate":
    case "close_ballot":
    case "acknowledge":
      return null;
    default:
      return act satisfies never;
  }
}

type PartProps = Pick<ActFieldsProps, "draft" | "change">;

function Reason({ draft, change }: PartProps) {
  const t = useWords(FIELD_WORDS);
  return (
    <Textarea
      label={t("reason")}
      value={draft.reasons[0]?.text ?? ""}
      required
      autosize
      minRows={2}
      maxLength={4000}
      onChange={(event) => change({ reasons: [{ field: "", text: event.currentTarget.value }] })}
    />
  );
}

/** Each thing to correct by itself, so that only these are looked at again. */
function Reasons({ draft, change }: PartProps) {
  const t = useWords(FIELD_WORDS);
  const { reasons } = draft;
  const put = (at: number, part: Partial<ActDraft["reasons"][number]>): void =>
    change({ reasons: reasons.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  return (
    <>
      {reasons.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and none goes away.
        <div key={at} className="form">
          <Textarea
            label={`${t("what")}${reasons.length > 1 ? ` ${at + 1}` : ""}`}
            value={one.text}
            required
            autosize
            minRows={2}
            maxLength={4000}
            onChange={(event) => put(at, { text: event.currentTarget.value })}
          />
          <TextInput
            label={`${t("part")}${reasons.length > 1 ? ` ${at + 1}` : ""}`}
            value={one.field}
            maxLength={200}
            onChange={(event) => put(at, { field: event.currentTarget.value })}
          />
        </div>
      ))}
      <div className="ways">
        <Button
          variant="default"
          size="xs"
          onClick={() => change({ reasons: [...reasons, { field: "", text: "" }] })}
        >
          {t("one_more")}
        </Button>
      </div>
    </>
  );
}

interface UntilProps extends PartProps {
  readonly label: string;
  readonly type: "date" | "datetime-local";
}

function Until({ label, type, draft, change }: UntilProps) {
  return (
    <TextInput
      type={type}
      label={label}
      value={draft.until}
      required
      onChange={(event) => change({ until: event.currentTarget.value })}
    />
  );
}

/** Models to name, to vote for, or to take. */
function Choosing({ act, step, draft, change }: Omit<ActFieldsProps, "act"> & { act: string }) {
  const t = useWords(FIELD_WORDS);
  const { choices } = step;
  if (choices === null) return null;
  const most = step.ballot?.seats ?? choices.atMost;
  const full = draft.chosen.length >= most;
  return (
    <Checkbox.Group
      label={act === "approve" ? t("take") : t("choose", { n: most })}
      value={[...draft.chosen]}
      onChange={(chosen) => change({ chosen })}
    >
      {choices.models.map(({ id, title }) => (
        <Checkbox
          key={id}
          value={id}
          label={title}
          disabled={full && !draft.chosen.includes(id)}
          my={6}
        />
      ))}
    </Checkbox.Group>
  );
}

function Which({ step, draft, change }: Pick<ActFieldsProps, "step" | "draft" | "change">) {
  const t = useWords(FIELD_WORDS);
  const open = openExtensions(step);
  if (open.length < 2) return null;
  return (
    <NativeSelect
      label={t("which")}
      value={String(draft.extension)}
      data={open.map(({ asked, until }, at) => ({
        value: String(at),
        label: `${asked.by} → ${stamp(until)}`,
      }))}
      onChange={(event) => change({ extension: Number(event.currentTarget.value) })}
    />
  );
}
