import type { Campaign, Team, Unit } from "./campaign.ts";

/** A campaign's units as a tree, and which team follows which: looked up by every step of the plan. */
export interface UnitTree {
  /** The first unit without a parent. */
  readonly root: Unit | null;
  /** Every unit that can be reached from the root, parents first, siblings as written. */
  readonly order: readonly Unit[];
  readonly unit: (id: string) => Unit | null;
  readonly children: (id: string) => readonly Unit[];
  readonly team: (unit: string) => Team | null;
}

const known = new WeakMap<Campaign, UnitTree>();

/** The tree of a campaign; built once for each campaign object, which never changes. */
export function treeOf(campaign: Campaign): UnitTree {
  const cached = known.get(campaign);
  if (cached !== undefined) return cached;
  const tree = buildTree(campaign);
  known.set(campaign, tree);
  return tree;
}

function buildTree(campaign: Campaign): UnitTree {
  const units = new Map(campaign.units.map((unit) => [unit.id, unit]));
  const children = new Map<string, Unit[]>();
  for (const unit of campaign.units) {
    if (unit.parent !== null) append(children, unit.parent, unit);
  }
  const teams = new Map<string, Team>();
  for (const team of campaign.teams) {
    for (const unit of team.follows) if (!teams.has(unit)) teams.set(unit, team);
  }
  const root = campaign.units.find((unit) => unit.parent === null) ?? null;
  return {
    root,
    order: root === null ? [] : parentsFirst(root, children),
    unit: (id) => units.get(id) ?? null,
    children: (id) => children.get(id) ?? [],
    team: (unit) => teams.get(unit) ?? null,
  };
}

/** Without recursion: a broken file may nest as deep as it likes. */
function parentsFirst(root: Unit, children: ReadonlyMap<string, readonly Unit[]>): Unit[] {
  const order: Unit[] = [];
  const open = [root];
  for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
    order.push(unit);
    const below = children.get(unit.id) ?? [];
    for (let n = below.length - 1; n >= 0; n--) {
      const child = below[n];
      if (child !== undefined) open.push(child);
    }
  }
  return order;
}

/** Adds to the list kept under a key. */
export function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** A function that keeps its answers in `known` as long as it lives itself. */
export function kept<Key, Value>(
  known: Map<Key, Value>,
  find: (key: Key) => Value,
): (key: Key) => Value {
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const value = find(key);
    known.set(key, value);
    return value;
  };
}
