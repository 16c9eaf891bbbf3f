import { Link, useParams } from "@tanstack/react-router";
import type { TeamItem, TeamList } from "#api/contract-people.ts";
import type { Board } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import { Empty, Failed, PageHead, Skeleton } from "#web/parts/frame.tsx";
import { useGrid } from "#web/parts/grid-reading.ts";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

/** The guidance teams of a campaign and the grid of who follows whom. */
export function Page() {
  const t = useWords(WORDS);
  const { campaign = "" } = useParams({ strict: false });
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const teams = useReading<TeamList>(`${path}/teams`);
  const board = useGrid(path);
  const failure = teams.failure ?? board.failure;
  const retry = (): void => {
    teams.retry();
    board.retry();
  };
  return (
    <>
      <PageHead
        title={t("title")}
        sentence={t("sentence")}
        actions={
          <Link to="/campaigns/$campaign" params={{ campaign }}>
            {t("back")}
          </Link>
        }
      />
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {failure === null && (teams.answer === null || board.answer === null) && (
        <Skeleton lines={8} />
      )}
      {teams.answer?.teams.length === 0 && <Empty title={t("none")} text={t("none_text")} />}
      {teams.answer !== null && teams.answer.teams.length > 0 && board.answer !== null && (
        <>
          <ul className="campaigns">
            {teams.answer.teams.map((team) => (
              <TeamCard key={team.id} team={team} />
            ))}
          </ul>
          <Grid teams={teams.answer} board={board.answer} />
        </>
      )}
    </>
  );
}

function TeamCard({ team }: { readonly team: TeamItem }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  return (
    <li className="campaign-card">
      <div className="campaign-card-body">
        <h2>{team.name}</h2>
        <p className="soft">{t("load", { n: team.units.length, capacity: team.capacity })}</p>
        <ul>
          {team.members.map((one) => (
            <li key={one.post}>
              {one.name === null ? (
                <span className="late">
                  <Mark look="overdue" /> {t("vacant")}
                </span>
              ) : (
                one.name
              )}
              {one.actingFor !== null && ` (${t("acting", { who: one.actingFor })})`} ·{" "}
              {say(one.title)}
              {one.post === team.leader && <b> · {t("leader")}</b>}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

interface GridProps {
  readonly teams: TeamList;
  readonly board: Board;
}

function Grid({ teams, board }: GridProps) {
  const t = useWords(WORDS);
  const unfollowed = new Set(teams.unfollowed);
  const rows = board.rows.filter(({ parent }) => parent !== null);
  return (
    <section aria-labelledby="grid">
      <h2 id="grid">{t("grid")}</h2>
      <p className={unfollowed.size > 0 ? "late" : "soft"}>{t("gaps", { n: unfollowed.size })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
      <section className="list-scroll" aria-labelledby="grid" tabIndex={0}>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t("unit")}</th>
              {teams.teams.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.unit}>
                <th scope="row">
                  {row.pilot && (
                    <span className="star" aria-hidden="true">
                      ★{" "}
                    </span>
                  )}
                  {capital(row.name)}
                  {unfollowed.has(row.unit) && (
                    <span className="late">
                      {" "}
                      <Mark look="overdue" /> {t("nobody")}
                    </span>
                  )}
                </th>
                {teams.teams.map(({ id, units }) => (
                  <td key={id}>
                    {units.includes(row.unit) && (
                      <>
                        <Mark look="done" /> {t("follows")}
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
