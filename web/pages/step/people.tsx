import { Link } from "@tanstack/react-router";
import type { InvitationItem } from "#api/contract-feed.ts";
import { useWords } from "#web/language.tsx";
import { replyWords } from "#web/pages/conference/invited.tsx";
import { WORDS as REPLIES } from "#web/pages/conference/words.ts";
import { Failed } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

interface PeopleProps {
  /** The step's path in the API. */
  readonly path: string;
  readonly version: number;
}

/** Who is invited to a conference, and what they replied. */
export function People({ path, version }: PeopleProps) {
  const t = useWords(WORDS);
  const reply = useWords(REPLIES);
  const { answer, failure, retry } = useReading<{ items: readonly InvitationItem[] }>(
    `${path}/invitations`,
    version,
  );
  const come = answer?.items.filter((one) => one.reply === "accepted").length ?? 0;
  return (
    <section>
      <h2>{t("people")}</h2>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer !== null && <p className="soft">{t("people_n", { n: answer.items.length, come })}</p>}
      <ul className="kept">
        {answer?.items.map((one) => (
          <li key={`${one.person} ${one.post} ${one.name}`}>
            <b>{one.name}</b>
            <span className="soft">{replyWords(one, reply)}</span>
            {one.comment !== null && <q>{one.comment}</q>}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/conferences">{t("all_conferences")}</Link>
      </p>
    </section>
  );
}
