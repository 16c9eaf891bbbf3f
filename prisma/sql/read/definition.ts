import type { Campaign } from "#domain/campaign.ts";
import type { Text } from "#domain/text.ts";
import type { Names } from "#domain/wait-words.ts";
import type { Reader } from "#prisma/client.ts";
import type { Scope } from "./scope.ts";

/** A pinned definition with its ids as names. It is large and changes only with its hash. */
export interface Definition {
  readonly campaign: Campaign;
  readonly names: Names;
}

const KEPT = 12;
const kept = new Map<string, Definition>();

/** The campaign's definition, from memory where this very content was read before. */
export async function definitionOf(
  db: Reader,
  { campaign, definitionHash }: Pick<Scope, "campaign" | "definitionHash">,
): Promise<Definition> {
  const key = `${campaign}\n${definitionHash}`;
  const known = kept.get(key);
  if (known) return known;
  const { rows } = await db.query<{ definition: Campaign }>(
    "SELECT definition FROM campaigns WHERE id = $1",
    [campaign],
  );
  const [row] = rows;
  if (!row) throw new Error(`no campaign ${campaign}`);
  const made = { campaign: row.definition, names: namesOf(row.definition) };
  const oldest = kept.keys().next().value;
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}

/** How a campaign's ids read: a post with its unit, a step by its title at the unit's level. */
export function namesOf(campaign: Campaign): Names {
  const all = [...(campaign.gone ?? []), ...campaign.units];
  const units = new Map(all.map((unit) => [unit.id, unit]));
  const posts = new Map(campaign.posts.map((post) => [post.id, post]));
  const levels = new Map(
    campaign.template.levels.map((level) => [
      level.id,
      new Map<string, Text>(level.steps.map((step) => [step.id, step.title])),
    ]),
  );
  return {
    unit: (id) => units.get(id)?.name ?? id,
    post: (id) => {
      if (id === "outside") return campaign.outside?.name ?? id;
      const post = posts.get(id);
      const unit = post ? units.get(post.unit) : undefined;
      if (!post || !unit) return id;
      return { vi: `${post.title.vi} (${unit.name})`, en: `${post.title.en} (${unit.name})` };
    },
    step: (unit, id) => levels.get(units.get(unit)?.level ?? "")?.get(id) ?? id,
  };
}
