import { Button, Modal, SegmentedControl, Select, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { AppointBody, PostItem } from "#api/contract-people.ts";
import type { Day } from "#domain/time.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { DayField } from "#web/parts/day-field.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { useWrite } from "#web/writing.ts";
import { WORDS } from "./words.ts";

interface AppointProps {
  readonly path: string;
  readonly post: PostItem;
  /** Where the people who can be chosen come from. */
  readonly posts: readonly PostItem[];
  readonly today: Day;
  readonly close: () => void;
}

type Who = "known" | "new" | "nobody";

/** Hands a post over: to whom, from when, by what decision; says what follows before it is done. */
export function Appoint({ path, post, posts, today, close }: AppointProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { write, busy, failure, reset } = useWrite();
  const [who, setWho] = useState<Who>("known");
  const [person, setPerson] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [phone, setPhone] = useState("");
  const [from, setFrom] = useState<Day | null>(today);
  const [reason, setReason] = useState("");
  const taker = (): AppointBody["person"] => {
    if (who === "nobody") return null;
    if (who === "known") return person;
    return { name, email: email === "" ? null : email, phone: phone === "" ? null : phone };
  };
  const ready = from !== null && reason.trim() !== "" && (who !== "known" || person !== null);
  const save = async (): Promise<void> => {
    const at = `${path}/posts/${encodeURIComponent(post.post)}/appointments`;
    const body = { person: taker(), from, reason };
    if ((await write({ method: "POST", path: at, body })) === null) return;
    notifications.show({ message: t("done", { post: say(post.title) }) });
    close();
  };
  return (
    <Modal opened onClose={close} title={t("change_of", { post: say(post.title) })}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <SegmentedControl
          fullWidth
          aria-label={t("who")}
          value={who}
          onChange={(value) => setWho(value as Who)}
          data={(["known", "new", "nobody"] as const).map((value) => ({ value, label: t(value) }))}
        />
        {who === "known" && (
          <Select
            label={t("person")}
            data={peopleOf(posts)}
            value={person}
            onChange={setPerson}
            searchable
            limit={50}
            required
          />
        )}
        {who === "new" && (
          <>
            <TextInput
              label={t("name")}
              value={name}
              required
              minLength={2}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              type="email"
              label={t("email")}
              description={t("optional")}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <TextInput
              type="tel"
              label={t("phone")}
              description={t("optional")}
              value={phone}
              onChange={(event) => setPhone(event.currentTarget.value)}
            />
          </>
        )}
        <DayField label={t("from")} value={from} change={setFrom} required />
        <TextInput
          label={t("reason")}
          description={t("reason_hint")}
          value={reason}
          required
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <p className="soft">{t("consequence")}</p>
        {failure !== null && <Failed failure={failure} retry={reset} />}
        <Button type="submit" loading={busy} disabled={!ready}>
          {t("save")}
        </Button>
      </form>
    </Modal>
  );
}

/** Everybody who holds or held a post here, once, by name. */
export function peopleOf(
  posts: readonly PostItem[],
): readonly { readonly value: string; readonly label: string }[] {
  const names = new Map(
    posts.flatMap(({ terms }) => terms.map(({ person, name }) => [person, name] as const)),
  );
  const collator = new Intl.Collator("vi");
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => collator.compare(a.label, b.label));
}
