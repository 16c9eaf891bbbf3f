import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { capital } from "#web/capital.ts";
import { longDay } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { CampaignScope, type Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { type Conference, conferencesOf } from "./conference.ts";
import { Invited } from "./invited.tsx";
import { WORDS } from "./words.ts";

/** Every conference of a campaign: when, how certain, how it stands, and who comes. */
export function Page() {
  const t = useWords(WORDS);
  return (
    <CampaignScope title={t("title")} sentence={t("sentence")}>
      {(scope) => <Conferences scope={scope} />}
    </CampaignScope>
  );
}

const SETTLED: ReadonlySet<string> = new Set(["done", "declined", "cancelled"]);

function Conferences({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say, language, t: frame } = useSpeech();
  const [open, setOpen] = useState<Conference | null>(null);
  const rows = conferencesOf(scope.board);
  if (rows.length === 0) return <Empty title={t("empty")} text={t("empty_text")} />;
  const columns: readonly Column<Conference>[] = [
    {
      key: "day",
      title: t("day"),
      value: ({ day }) => day,
      show: ({ day, proposed }) => (
        <span className={proposed ? "proposed" : undefined}>{longDay(day, language)}</span>
      ),
      kind: "day",
    },
    { key: "unit", title: t("unit"), value: ({ row }) => capital(row.name) },
    {
      key: "name",
      title: t("name"),
      value: ({ title }) => say(title),
      show: ({ title, row, step }) => (
        <OpenStep campaign={scope.campaign.id} unit={row.unit} step={step}>
          {say(title)}
        </OpenStep>
      ),
    },
    {
      key: "sure",
      title: t("sure"),
      value: ({ proposed }) => t(proposed ? "proposed" : "confirmed"),
    },
    {
      key: "state",
      title: t("state"),
      value: ({ look }) => frame(lookWord(look)),
      show: ({ look }) => (
        <span className={`state-word look-${look}`}>
          <Mark look={look} /> {frame(lookWord(look))}
        </span>
      ),
    },
    {
      key: "move",
      title: t("move"),
      value: () => null,
      show: ({ row, step, title, day, cell }) =>
        SETTLED.has(cell.status) ? null : (
          <Button
            variant="default"
            size="xs"
            aria-label={t("move_of", { name: `${say(title)}, ${row.name}` })}
            renderRoot={(props) => (
              <Link
                to="/campaigns/$campaign/changes"
                params={{ campaign: scope.campaign.id }}
                search={{ ask: "move_conference", unit: row.unit, step, day }}
                {...props}
              />
            )}
          >
            {t("move")}
          </Button>
        ),
    },
    {
      key: "invited",
      title: t("invited"),
      value: () => null,
      show: (one) => (
        <Button
          variant="default"
          size="xs"
          aria-label={`${t("choose")}: ${say(one.title)}, ${one.row.name}`}
          onClick={() => setOpen(one)}
        >
          {t("choose")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <ListTable
        name={t("list")}
        columns={columns}
        rows={rows}
        keyOf={({ row, step }) => `${row.unit}/${step}`}
      />
      {open !== null && <Invited scope={scope} conference={open} close={() => setOpen(null)} />}
    </>
  );
}
