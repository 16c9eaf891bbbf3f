import { type OptionsFilter, Radio, Select } from "@mantine/core";
import type { Board, CampaignDetail } from "#api/contract-campaign.ts";
import type { Anchor } from "#domain/campaign.ts";
import { fold } from "#domain/search.ts";
import { type Day, dayOf } from "#domain/time.ts";
import { capital } from "#web/capital.ts";
import { dayWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { conferencesOf } from "#web/pages/conference/conference.ts";
import { DayField } from "#web/parts/day-field.tsx";
import type { Draft } from "./draft.ts";
import { FORM_WORDS } from "./form-words.ts";
import { UnitsField } from "./units-field.tsx";

interface FieldsProps {
  readonly board: Board;
  readonly anchors: CampaignDetail["anchors"];
  readonly draft: Draft;
  readonly edit: (part: Partial<Draft>) => void;
}

/** The few questions that each kind of change asks. */
export function ChangeFields(props: FieldsProps) {
  const { draft, board, edit } = props;
  const t = useWords(FORM_WORDS);
  switch (draft.ask) {
    case "move_conference":
    case "confirm_day":
      return <ConferenceFields {...props} />;
    case "move_anchor":
      return <AnchorFields {...props} />;
    case "suspend":
      return <UnitsField board={board} value={draft.reach} change={(reach) => edit({ reach })} />;
    case "resume":
      return <ResumeFields {...props} />;
    case "replace_pilot":
      return <UnitPick {...props} label={t("pilot")} units={board.rows.filter(mayLead)} />;
    case "drop_unit":
      return (
        <UnitPick
          {...props}
          label={t("dropped")}
          units={board.rows.filter(({ parent, phase }) => parent !== null && phase !== "cancelled")}
        />
      );
    default:
      return draft.ask satisfies never;
  }
}

const mayLead = ({ pilot, parent, phase }: Board["rows"][number]): boolean =>
  !pilot && parent !== null && phase !== "cancelled" && phase !== "done";

const SETTLED: ReadonlySet<string> = new Set(["done", "declined", "cancelled"]);

function ConferenceFields({ board, draft, edit }: FieldsProps) {
  const t = useWords(FORM_WORDS);
  const { say } = useSpeech();
  const open = conferencesOf(board).filter(
    ({ cell, proposed }) =>
      !SETTLED.has(cell.status) && (draft.ask === "move_conference" || proposed),
  );
  const key = draft.unit === null ? null : `${draft.unit}/${draft.step}`;
  const chosen = open.find(({ row, step }) => `${row.unit}/${step}` === key);
  return (
    <>
      <Select
        label={t("conference")}
        description={t("conference_hint")}
        searchable
        required
        limit={60}
        filter={accentBlind}
        data={open.map(({ row, step, title, day }) => ({
          value: `${row.unit}/${step}`,
          label: `${capital(row.name)} · ${say(title)} · ${dayWords(day)}`,
        }))}
        value={key}
        onChange={(picked) => {
          const one = open.find(({ row, step }) => `${row.unit}/${step}` === picked);
          if (one === undefined) edit({ unit: null, step: null });
          else edit({ unit: one.row.unit, step: one.step, day: one.day });
        }}
      />
      {chosen !== undefined && (
        <p className="soft">
          {t(chosen.proposed ? "was_expected" : "was", { day: dayWords(chosen.day) })}
        </p>
      )}
      <DayField
        label={t("day")}
        value={draft.day}
        min={dayOf(board.clock.instant)}
        required
        change={(day) => edit({ day })}
      />
    </>
  );
}

function AnchorFields({ board, anchors, draft, edit }: FieldsProps) {
  const t = useWords(FORM_WORDS);
  const { say } = useSpeech();
  return (
    <>
      <Select
        label={t("anchor")}
        required
        allowDeselect={false}
        data={anchors.map((one) => ({
          value: one.id,
          label: `${say(one.title)} · ${anchorWords(one.anchor)}`,
        }))}
        value={draft.anchor}
        onChange={(anchor) => edit({ anchor })}
      />
      <DayField
        label={t("day")}
        value={draft.day}
        min={dayOf(board.clock.instant)}
        required
        change={(day) => edit({ day })}
      />
    </>
  );
}

/** `26/06/2020`, or the window's first and last day. */
const anchorWords = (anchor: Anchor): string =>
  anchor.kind === "fixed"
    ? dayWords(anchor.day)
    : `${dayWords(anchor.from)} – ${dayWords(anchor.to)}`;

function ResumeFields({ board, anchors, draft, edit }: FieldsProps) {
  const t = useWords(FORM_WORDS);
  const { say } = useSpeech();
  const set = (name: string, day: Day | null): void => {
    const { [name]: _, ...others } = draft.anchors;
    edit({ anchors: day === null ? others : { ...others, [name]: day } });
  };
  return (
    <>
      <UnitsField board={board} value={draft.reach} change={(reach) => edit({ reach })} />
      <Radio.Group
        label={t("how")}
        value={draft.how}
        onChange={(how) => edit({ how: how === "replan" ? "replan" : "shift" })}
      >
        <div className="choices">
          <Radio value="shift" label={t("how_shift")} />
          <Radio value="replan" label={t("how_replan")} />
        </div>
      </Radio.Group>
      {draft.how === "replan" &&
        anchors.map((one) => (
          <DayField
            key={one.id}
            label={t("anchor_day", { name: say(one.title) })}
            description={anchorWords(one.anchor)}
            value={draft.anchors[one.id] ?? null}
            min={dayOf(board.clock.instant)}
            change={(day) => set(one.id, day)}
          />
        ))}
    </>
  );
}

interface UnitPickProps extends FieldsProps {
  readonly label: string;
  readonly units: readonly Board["rows"][number][];
}

function UnitPick({ draft, edit, label, units }: UnitPickProps) {
  const t = useWords(FORM_WORDS);
  return (
    <Select
      label={label}
      description={t("conference_hint")}
      searchable
      required
      limit={60}
      filter={accentBlind}
      data={units.map(({ unit, name }) => ({ value: unit, label: capital(name) }))}
      value={draft.unit}
      onChange={(unit) => edit({ unit })}
    />
  );
}

/** The component's own search knows nothing of accents. */
const accentBlind: OptionsFilter = ({ options, search, limit }) =>
  options.filter((one) => "label" in one && fold(one.label).includes(fold(search))).slice(0, limit);
