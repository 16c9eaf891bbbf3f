import { Button, Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { InboxItem } from "#api/contract-step.ts";
import { OWED_NOUNS, OWED_WORDS } from "#web/act-word.ts";
import { instantWords, stamp } from "#web/dates.ts";
import { useHeld } from "#web/held.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { HeldBar } from "#web/parts/held-bar.tsx";
import { Ask } from "./ask.tsx";
import { HandOver } from "./hand-over.tsx";
import { WORDS } from "./words.ts";

interface CardProps {
  readonly item: InboxItem;
  readonly chosen: boolean;
  /** Puts it among several; null where it cannot be. */
  readonly turn: (() => void) | null;
}

/** One thing that waits for me: what, until when, why, since when, what follows, and the ways on. */
export function Card({ item, chosen, turn }: CardProps) {
  const t = useWords(WORDS);
  const { say, t: frame, language } = useSpeech();
  const [open, setOpen] = useState<"ask" | "hand" | null>(null);
  const { title, unitName, act, due, overdue, from, arose, follows, waiting } = item;
  const look = overdue ? "overdue" : act === "correct" ? "returned" : "mine";
  const at = instantWords(due, language);
  const who = from === null ? null : (from.name ?? say(from.title));
  const name = `${say(OWED_NOUNS[act])}: ${say(title)} · ${unitName}`;
  const close = (): void => setOpen(null);
  return (
    <article className={`work-card look-${look}`} aria-label={name}>
      <header>
        {turn !== null && (
          <Checkbox checked={chosen} onChange={turn} aria-label={t("choose", { what: name })} />
        )}
        <h2>
          <Mark look={look} />
          <span className="unseen">{frame(lookWord(look))}: </span>
          <Link to={STEP} params={item}>
            {name}
          </Link>
        </h2>
        <p className={overdue ? "late" : "soft"}>{t(overdue ? "late" : "due", { due: at })}</p>
      </header>
      <p className="why">{say(item.explain)}</p>
      <p>
        {who === null ? t("since", { at: stamp(arose) }) : t("from", { who, at: stamp(arose) })}
        {follows !== null && ` ${t("next", { what: say(follows) })}`}
        {follows === null && waiting > 0 && ` ${t("holds_up", { n: waiting })}`}
      </p>
      {item.covering && <p className="soft">{t("covering", { post: say(item.postTitle) })}</p>}
      {item.seenUntil !== null && (
        <p className="soft">{t("seen_until", { at: stamp(item.seenUntil) })}</p>
      )}
      {open === null && <Ways item={item} open={setOpen} />}
      {open === "ask" && <Ask item={item} close={close} />}
      {open === "hand" && <HandOver item={item} close={close} />}
    </article>
  );
}

const STEP = "/campaigns/$campaign/units/$unit/steps/$step";

interface WaysProps {
  readonly item: InboxItem;
  readonly open: (what: "ask" | "hand") => void;
}

function Ways({ item, open }: WaysProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const held = useHeld();
  const { act, acts, campaign, unit, step, round, post } = item;
  const path = [campaign, "units", unit, "steps", step].map(encodeURIComponent).join("/");
  const acknowledge = (): void =>
    held.hold({
      method: "POST",
      path: `/api/campaigns/${path}/acknowledge`,
      body: { round, post },
    });
  if (held.phase !== "idle" || held.failure !== null)
    return <HeldBar held={held} what={say(OWED_WORDS[act])} retry={acknowledge} />;
  return (
    <div className="ways">
      {act === "acknowledge" ? (
        <Button onClick={acknowledge}>{say(OWED_WORDS[act])}</Button>
      ) : (
        <Button component={Link} to={STEP} params={item as never} hash={act}>
          {say(OWED_WORDS[act])}
        </Button>
      )}
      {acts.includes("return") && act !== "acknowledge" && (
        <Button variant="default" component={Link} to={STEP} params={item as never} hash="return">
          {t("return")}
        </Button>
      )}
      <Button variant="default" onClick={() => open("ask")}>
        {t("ask")}
      </Button>
      {!item.covering && (
        <Button variant="default" onClick={() => open("hand")}>
          {t("hand_over")}
        </Button>
      )}
    </div>
  );
}
