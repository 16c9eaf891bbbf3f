import type { RightsView } from "#api/contract-rights.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import type { Column } from "#web/parts/column.ts";
import { Failed, PageHead, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

type Row = RightsView["rights"][number];

/** Who may do what: the table that the API itself obeys, and where the reader stands in it. */
export function Page() {
  const t = useWords(WORDS);
  const { answer, failure, retry } = useReading<RightsView>("/api/rights");
  return (
    <>
      <PageHead title={t("title")} sentence={t("sentence")} />
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer === null ? failure === null && <Skeleton lines={8} /> : <Rights view={answer} />}
    </>
  );
}

function Rights({ view }: { readonly view: RightsView }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const reaches = new Map(view.reaches.map(({ reach, words }) => [reach, say(words)]));
  const mine = new Set(view.mine.roles);
  const columns: Column<Row>[] = [
    { key: "right", title: t("right"), value: ({ words }) => say(words) },
    ...view.roles.map(
      ({ role, name }): Column<Row> => ({
        key: role,
        title: mine.has(role) ? `${say(name)} (${t("yours")})` : say(name),
        value: ({ reaches: given }) => {
          const reach = given[role];
          return reach === undefined ? null : (reaches.get(reach) ?? reach);
        },
      }),
    ),
  ];
  return (
    <>
      <Mine view={view} />
      <h2>{t("table")}</h2>
      <ListTable
        name={t("table")}
        columns={columns}
        rows={view.rights}
        keyOf={({ right }) => right}
      />
      <h2>{t("roles")}</h2>
      <dl>
        {view.roles.map(({ role, name, who }) => (
          <div key={role}>
            <dt>{say(name)}</dt>
            <dd>{say(who)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Mine({ view: { mine, roles } }: { readonly view: RightsView }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const nameOf = (role: string): string => {
    const known = roles.find((one) => one.role === role);
    return known === undefined ? role : say(known.name);
  };
  return (
    <section aria-label={t("mine")}>
      <h2>{t("mine")}</h2>
      {mine.roles.length === 0 ? <p>{t("none")}</p> : <p>{mine.roles.map(nameOf).join(", ")}</p>}
      <ul>
        {mine.campaigns.map(({ campaign, title, places }) => (
          <li key={campaign}>
            <strong>{say(title)}</strong>:{" "}
            {places.map(({ role, units }) => `${nameOf(role)} – ${units.join(", ")}`).join("; ")}
          </li>
        ))}
      </ul>
    </section>
  );
}
