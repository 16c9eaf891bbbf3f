import { Button, MultiSelect, NumberInput, Select, Stack } from "@mantine/core";
import { holdersOf, namesOf, partOf, partsOf, withField, wordsOf } from "#domain/definition.ts";
import { personsIn } from "#domain/sheet-person.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useEditing, useFault, valueAt, withAt } from "./editing.tsx";
import { WordField } from "./field.tsx";
import { fieldId } from "./place.ts";
import { WORDS } from "./words.ts";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The guidance teams: who leads, who is in, whom it follows. */
export function Teams() {
  const t = useWords(WORDS);
  const { value, edit, judged } = useEditing();
  const posts = usePosts();
  const teams = partsOf(value, "teams");
  const units = partsOf(value, "units").filter((unit) => wordsOf(unit, "parent") !== "");
  const followed = new Set(teams.flatMap((team) => namesOf(team, "follows")));
  const free = units.filter((unit) => !followed.has(wordsOf(unit, "id")));
  const needed = judged?.errors.some(({ code }) => code === "unit_followed_by_no_team");
  const add = (): void =>
    edit((whole) => {
      const known = partsOf(whole, "teams");
      const taken = new Set(known.map((team) => wordsOf(team, "id")));
      let n = known.length + 1;
      while (taken.has(`to-${n}`)) n += 1;
      const follows = free.map((unit) => wordsOf(unit, "id"));
      const team = { id: `to-${n}`, name: `Tổ ${n}`, leader: posts[0]?.value ?? "", follows };
      return { ...whole, teams: [...known, team] };
    });
  return (
    <section id={fieldId(["teams"])} tabIndex={-1}>
      <Stack>
        <h2>{t("teams")}</h2>
        <p className={free.length > 0 && needed ? "start-red" : "soft"}>
          {free.length > 0
            ? t("teams_about", { units: listed(free.map((unit) => wordsOf(unit, "name"))) })
            : t("teams_full")}
        </p>
        {teams.map((team, index) => (
          <Team key={wordsOf(team, "id") || index} index={index} posts={posts} />
        ))}
        <Button variant="default" onClick={add}>
          {t("add_team")}
        </Button>
      </Stack>
    </section>
  );
}

const MOST_NAMED = 12;

const listed = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(", ") + (names.length > MOST_NAMED ? ", …" : "");

/** Posts that somebody holds, by who holds them: those of the root first. */
function usePosts(): readonly Choice[] {
  const { value, judged } = useEditing();
  const { say } = useSpeech();
  const known = personsIn(value);
  return partsOf(value, "units")
    .toSorted((a, b) => wordsOf(a, "parent").length - wordsOf(b, "parent").length)
    .flatMap((unit) => {
      const id = wordsOf(unit, "id");
      const level = judged?.words?.levels.find((one) => one.id === wordsOf(unit, "level"));
      return Object.keys(partOf(unit, "posts")).flatMap((role) => {
        const many = Array.isArray(partOf(unit, "posts")[role]);
        const title = level?.posts.find((post) => post.role === role)?.title;
        return holdersOf(unit, role).map((holder, n) => {
          const slug = `${id}.${role}${many ? `-${n + 1}` : ""}`;
          const named = typeof holder === "string" ? known.get(holder) : null;
          const own = wordsOf(partOf({ holder }, "holder"), "name");
          const name = named?.name ?? (own || known.get(slug)?.name) ?? slug;
          const words = [name, title ? say(title) : role, wordsOf(unit, "name")];
          return { value: `${id}/${role}${many ? `/${n + 1}` : ""}`, label: words.join(" · ") };
        });
      });
    });
}

function Team({ index, posts }: { readonly index: number; readonly posts: readonly Choice[] }) {
  const t = useWords(WORDS);
  const { value, edit } = useEditing();
  const error = useFault(["teams", index, "follows"]);
  const leaderError = useFault(["teams", index, "leader"]);
  const team = partsOf(value, "teams")[index] ?? {};
  const others = new Set(
    partsOf(value, "teams").flatMap((one, n) => (n === index ? [] : namesOf(one, "follows"))),
  );
  const units = partsOf(value, "units")
    .filter((unit) => wordsOf(unit, "parent") !== "" && !others.has(wordsOf(unit, "id")))
    .map((unit) => ({ value: wordsOf(unit, "id"), label: wordsOf(unit, "name") || "…" }));
  const set = (field: string, next: unknown): void =>
    edit((whole) => withAt(whole, ["teams", index, field], next));
  return (
    <fieldset className="start-group" id={fieldId(["teams", index])} tabIndex={-1}>
      <legend>{wordsOf(team, "name")}</legend>
      <WordField path={["teams", index, "name"]} label={t("team_name")} required />
      <Select
        id={fieldId(["teams", index, "leader"])}
        label={t("leader")}
        searchable
        withAsterisk
        error={leaderError}
        data={[...posts]}
        value={wordsOf(team, "leader") || null}
        onChange={(post) => set("leader", post ?? "")}
      />
      <MultiSelect
        label={t("members")}
        searchable
        data={[...posts]}
        value={[...namesOf(team, "members")]}
        onChange={(members) => set("members", members.length === 0 ? undefined : members)}
      />
      <MultiSelect
        id={fieldId(["teams", index, "follows"])}
        label={t("follows")}
        searchable
        withAsterisk
        error={error}
        data={units}
        value={[...namesOf(team, "follows")].filter((id) => units.some((one) => one.value === id))}
        onChange={(follows) => set("follows", follows)}
      />
      <NumberInput
        label={t("capacity")}
        min={1}
        max={20}
        value={Number(valueAt(team, ["capacity"]) ?? 2)}
        onChange={(n) => set("capacity", typeof n === "number" ? n : undefined)}
      />
      <Button
        variant="default"
        onClick={() =>
          edit((whole) => {
            const rest = partsOf(whole, "teams").filter((_, n) => n !== index);
            return withField(whole, "teams", rest.length === 0 ? undefined : rest);
          })
        }
      >
        {t("delete_team")}
      </Button>
    </fieldset>
  );
}
