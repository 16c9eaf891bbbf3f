import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect } from "vitest";
import { type Answer, aDesk, type Desk } from "#tests/api/desk.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { type Play, play } from "./play.ts";
import { type ReadCalendar, readStrictly } from "./strict.ts";

/** A served API with campaigns, and what a calendar program does with it. */
export interface Subscribing {
  engine: Engine;
  desk: Desk;
  operator: string;
  /** A campaign in a realm of its own, with everybody's tokens. */
  campaign(realm?: string): Promise<Subscribed>;
  create(token: string, body: unknown, key?: string): Promise<Answer>;
  pathOf(token: string, body: unknown): Promise<string>;
  read(path: string): Promise<ReadCalendar>;
}

export interface Subscribed {
  readonly stage: Play;
  readonly realm: string;
  readonly token: (post: string) => string;
}

/** Registers the hooks; it may be used from the first test on. */
export function subscribing(): Subscribing {
  const made = {
    async campaign(realm = `r-${randomUUID().slice(0, 8)}`) {
      const kind = realm === "real" ? "real" : "rehearsal";
      const stage = await play(made.engine.pool, { realm: { id: realm, kind } });
      const tokens = await made.desk.actors(stage.campaign);
      return { stage, realm, token: (post) => tokens.get(`${post}/holder`) ?? "" };
    },
    create: (token, body, key) =>
      made.desk.call(token, "POST", "/api/feeds", body, key === undefined ? {} : { key }),
    async pathOf(token, body) {
      const answer = await made.create(token, body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      return answer.body.path;
    },
    async read(path) {
      const answer = await made.desk.call(null, "GET", path);
      expect(answer.status).toBe(200);
      return readStrictly(answer.body);
    },
  } as Subscribing;
  beforeAll(async () => {
    made.engine = await anEngine();
    await made.engine.sender.stop();
    made.desk = await aDesk(made.engine);
    made.operator = await made.desk.operator();
  });
  afterAll(async () => {
    await made.desk.end();
    await made.engine.end();
  });
  return made;
}

export const titles = (calendar: ReadCalendar): string[] =>
  calendar.events.map((event) => event.properties["SUMMARY"] ?? "").sort();
