import { randomUUID } from "node:crypto";
import type { Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { type Desk, standsAt, stepPath } from "./desk.ts";

export const ROOT = "chau-thanh";

export interface Office {
  readonly engine: Engine;
  readonly desk: Desk;
  /** An operator's token. */
  readonly operator: string;
}

/** A fresh campaign whose dispatch is open, and everybody's token. */
export async function aDispatch({ engine, desk, operator }: Office) {
  const campaign = await engine.begin(aPlayableCampaign());
  const actors = await desk.actors(campaign);
  await standsAt(desk, operator, campaign, ROOT, "dispatch", "open");
  const path = stepPath(campaign, ROOT, "dispatch");
  const as = (role: string, unit = ROOT): string => actors.get(`${unit}/${role}/holder`) ?? "";
  const act = (role: string, body: object, key: string = randomUUID()) =>
    desk.call(as(role), "POST", `${path}/acts`, body, { key });
  const draft = async (content = "Triển khai tổng kết."): Promise<string> => {
    const body = { title: "Công văn triển khai", content };
    const saved = await desk.call(as("standing-office"), "PUT", `${path}/draft`, body);
    return saved.body.hash;
  };
  const submit = (hash: string, key?: string) =>
    act("standing-office", { type: "submit", round: 1, hash }, key);
  return { campaign, path, as, act, draft, submit };
}
