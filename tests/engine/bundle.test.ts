import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildBundle } from "#worker/bundle.ts";
import { workflowIdOf } from "#workflows/contract.ts";
import { play } from "./actors.ts";
import { anEngine, type Engine } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

/** Two megabytes: a workflow needs a third of one in memory then; with zod it was six times as much. */
const MOST_BYTES = 2_000_000;

describe("given the workflows' bundle", () => {
  test("then it is small and holds none of the heavy packages", async () => {
    const code = await buildBundle();
    expect(Buffer.byteLength(code)).toBeLessThan(MOST_BYTES);
    for (const heavy of ["zod", "pg", "yaml", "express", "nodemailer"])
      expect(code).not.toContain(`node_modules/${heavy}/`);
  });
});

describe("given a campaign that ran to its end", () => {
  const definition = aPlayableCampaign();
  let engine: Engine;
  beforeAll(async () => {
    engine = await anEngine();
    await engine.work();
  });
  afterAll(() => engine.end());

  test("then no name, address or typed text stands in any history", async () => {
    const campaign = await engine.begin(definition);
    await play(engine, definition, campaign);
    const texts = await typedTexts(engine, campaign);
    expect(texts.length).toBeGreaterThan(20);
    for (const { id } of definition.units) {
      const history = await engine.client.workflow
        .getHandle(workflowIdOf(`${campaign}/${id}`))
        .fetchHistory();
      const said = JSON.stringify(history, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : value,
      );
      expect(said).toContain(`${campaign}/${id}`);
      for (const text of texts) expect(said).not.toContain(text);
    }
  });

  async function typedTexts(from: Engine, campaign: string): Promise<string[]> {
    const { rows } = await from.pool.query<{ title: string; content: string }>(
      "SELECT title, content FROM documents WHERE campaign = $1",
      [campaign],
    );
    return [
      ...definition.persons.flatMap(({ id, name, email }) => [id, name, email ?? name]),
      ...definition.models.map(({ title }) => title),
      ...rows.flatMap(({ title, content }) => [title, content]),
    ];
  }
});
