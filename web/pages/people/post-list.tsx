import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import type { PostItem } from "#api/contract-people.ts";
import { dayOf } from "#domain/time.ts";
import { capital } from "#web/capital.ts";
import { dayWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { useAll } from "#web/reading.ts";
import { Appoint } from "./appoint.tsx";
import { History } from "./history.tsx";
import { holdingOn } from "./term.ts";
import { WORDS } from "./words.ts";

/** Terms whose beginning the campaign file does not give begin here. */
const UNKNOWN = "1900-01-01";

interface Open {
  readonly post: PostItem;
  readonly how: "change" | "history";
}

/** Every post somebody may know, with its holder of today; vacant ones stand out. */
export function PostList({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const [open, setOpen] = useState<Open | null>(null);
  const [vacantOnly, setVacantOnly] = useState(false);
  const { answer, failure, retry } = useAll<PostItem>(`${scope.path}/posts`, scope.version);
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={10} />;
  if (answer.length === 0) return <Empty title={t("empty")} text={t("empty_text")} />;
  const today = dayOf(scope.board.clock.instant);
  const now = (one: PostItem) => holdingOn(one.terms, today).now;
  const columns: readonly Column<PostItem>[] = [
    { key: "unit", title: t("unit"), value: ({ unitName }) => capital(unitName) },
    { key: "post", title: t("post"), value: ({ title }) => say(title) },
    {
      key: "holder",
      title: t("holder"),
      value: (one) => now(one)?.name ?? t("vacant"),
      show: (one) => <HolderCell post={one} today={today} />,
    },
    {
      key: "since",
      title: t("since"),
      value: (one) => now(one)?.from ?? null,
      show: (one) => {
        const from = now(one)?.from;
        return from === undefined || from <= UNKNOWN ? "–" : dayWords(from);
      },
      kind: "day",
    },
    {
      key: "cover",
      title: t("cover"),
      value: ({ covers }) => covers.map(({ name }) => name).join(", ") || null,
    },
    {
      key: "contact",
      title: t("contact"),
      value: ({ email, phone }) => [email, phone].filter((one) => one !== null).join(" · ") || null,
    },
    {
      key: "change",
      title: t("change"),
      value: () => null,
      show: (post) => (
        <span className="page-actions">
          {post.keeps && (
            <Button
              size="xs"
              variant="default"
              aria-label={t("change_of", { post: say(post.title) })}
              onClick={() => setOpen({ post, how: "change" })}
            >
              {t("change")}
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            aria-label={t("history_of", { post: say(post.title) })}
            onClick={() => setOpen({ post, how: "history" })}
          >
            {t("history")}
          </Button>
        </span>
      ),
    },
  ];
  const rows = vacantOnly ? answer.filter((one) => now(one) === null) : answer;
  const close = (): void => setOpen(null);
  return (
    <>
      <ListTable
        name={t("posts")}
        columns={columns}
        rows={rows}
        keyOf={({ post }) => post}
        tools={
          <Switch
            label={t("only_vacant")}
            checked={vacantOnly}
            onChange={(event) => setVacantOnly(event.currentTarget.checked)}
          />
        }
      />
      {open?.how === "change" && (
        <Appoint path={scope.path} post={open.post} posts={answer} today={today} close={close} />
      )}
      {open?.how === "history" && <History post={open.post} close={close} />}
    </>
  );
}

function HolderCell({ post, today }: { readonly post: PostItem; readonly today: string }) {
  const t = useWords(WORDS);
  const { now, next } = holdingOn(post.terms, today);
  return (
    <>
      {now === null ? (
        <span className="late">
          <Mark look="overdue" /> {t("vacant")}
        </span>
      ) : (
        now.name
      )}
      {next !== null && (
        <span className="soft">
          {" "}
          ({t("coming", { day: dayWords(next.from), name: next.name })})
        </span>
      )}
    </>
  );
}
