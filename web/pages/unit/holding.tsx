import type { ModelItem, RegisterItem } from "#api/contract-list.ts";
import type { PostItem } from "#api/contract-people.ts";
import { dayOf } from "#domain/time.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { holdingOn } from "#web/pages/people/term.ts";
import { OpenStep } from "#web/parts/open-step.tsx";
import { useAll } from "#web/reading.ts";
import { WORDS } from "./words.ts";

interface PartProps {
  readonly path: string;
  readonly unit: string;
}

export function People({ path, unit, today }: PartProps & { readonly today: string | null }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { answer } = useAll<PostItem>(`${path}/posts`);
  const posts = (answer ?? []).filter((post) => post.unit === unit);
  if (posts.length === 0 || today === null) return null;
  return (
    <section aria-labelledby="unit-people">
      <h2 id="unit-people">{t("people")}</h2>
      <dl className="facts">
        {posts.map(({ post, title, terms }) => (
          <div key={post} className="unit-post">
            <dt>{say(title)}</dt>
            <dd>{holdingOn(terms, dayOf(today)).now?.name ?? t("vacant")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface VersionedProps extends PartProps {
  readonly version: number;
}

export function Papers({
  campaign,
  path,
  unit,
  version,
}: VersionedProps & { readonly campaign: string }) {
  const t = useWords(WORDS);
  const { answer } = useAll<RegisterItem>(`${path}/register`, version);
  if (answer === null) return null;
  const papers = answer.filter((paper) => paper.unit === unit && paper.status === "issued");
  return (
    <section aria-labelledby="unit-papers">
      <h2 id="unit-papers">{t("papers")}</h2>
      {papers.length === 0 && <p>{t("papers_none")}</p>}
      <ul>
        {papers.map(({ document, symbol, title, step, issuedAt }) => (
          <li key={document}>
            <b>{symbol}</b>{" "}
            <OpenStep campaign={campaign} unit={unit} step={step}>
              {title}
            </OpenStep>{" "}
            <span className="soft">{stamp(issuedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Models({ path, unit, version }: VersionedProps) {
  const t = useWords(WORDS);
  const { t: common } = useSpeech();
  const { answer } = useAll<ModelItem>(`${path}/models`, version);
  if (answer === null) return null;
  const models = answer.filter((model) => model.unit === unit);
  return (
    <section aria-labelledby="unit-models">
      <h2 id="unit-models">{t("models")}</h2>
      {models.length === 0 && <p>{t("models_none")}</p>}
      <ul>
        {models.map(({ id, title, state }) => (
          <li key={id}>
            {title} <span className="soft">· {common(`model_${state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
