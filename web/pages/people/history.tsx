import type { PostItem } from "#api/contract-people.ts";
import { dayWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Sheet } from "#web/sheet.tsx";
import { WORDS } from "./words.ts";

interface HistoryProps {
  readonly post: PostItem;
  readonly close: () => void;
}

/** Everybody who held a post, and from when to when. */
export function History({ post, close }: HistoryProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  return (
    <Sheet title={t("history_of", { post: `${say(post.title)}, ${post.unitName}` })} close={close}>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t("person")}</th>
            <th scope="col">{t("since")}</th>
            <th scope="col">{t("until")}</th>
          </tr>
        </thead>
        <tbody>
          {post.terms.map((one) => (
            <tr key={`${one.person} ${one.from}`}>
              <th scope="row">{one.name}</th>
              <td>{dayWords(one.from)}</td>
              <td>{one.to === null ? "–" : dayWords(one.to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
