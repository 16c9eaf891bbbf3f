import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aStack, processesOf, type StackUnderTest } from "./stack.ts";
import { until } from "./until.ts";

const NPM_START = ["npm", "start", "--"];

let stack: StackUnderTest;
beforeAll(async () => {
  stack = await aStack({}, NPM_START);
});
afterAll(() => stack.destroy());

interface RehearsalRow {
  readonly id: string;
  readonly acts: number;
}
const rehearsals = (): Promise<RehearsalRow[]> =>
  stack.rows<RehearsalRow>(
    `SELECT c.id, (SELECT count(*)::int FROM inbox i WHERE i.campaign = c.id AND i.id LIKE 'c/%') AS acts
       FROM campaigns c`,
  );

describe("npm start on an empty data folder", () => {
  let before: RehearsalRow | undefined;

  test("prints one address and begins the example's rehearsal, so that the first page moves", async () => {
    await stack.start([]);
    expect(stack.said()).toContain(`Open       ${stack.base}/?code=`);
    await until("somebody acts in the rehearsal", async () => {
      const [row] = await rehearsals();
      return row !== undefined && row.acts > 0;
    });
  });

  test("serves the page to whoever follows the address, once", async () => {
    const address = /http:\S+code=\S+/.exec(stack.said())?.[0] ?? "";
    const first = await fetch(address, { redirect: "manual" });
    const cookie = first.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/i);
    const me = await fetch(`${stack.base}/api/campaigns`, {
      headers: { cookie: cookie.split(";")[0] ?? "" },
    });
    expect(me.status).toBe(200);
    expect((await fetch(`${stack.base}/api/campaigns`)).status).toBe(401);
    const again = await fetch(address, { redirect: "manual" });
    expect(again.headers.get("set-cookie")).toBeNull();
  });

  test("a second one on the same folder says so and exits 2, and disturbs nothing", async () => {
    const pids = processesOf(stack.folder).map(({ pid }) => pid);
    const second = await stack.plenum(["up"]);
    expect(second.code).toBe(2);
    expect(second.err).toContain(`Plenum already runs on ${stack.folder}`);
    expect(second.err).toContain(`${stack.base}/`);
    const health = await fetch(`${stack.base}/api/health`);
    expect(health.status).toBe(200);
    expect(processesOf(stack.folder).map(({ pid }) => pid)).toEqual(pids);
  });

  test("Ctrl-C ends it well and leaves no process behind", async () => {
    [before] = await rehearsals();
    await stack.interrupt();
    expect(stack.said()).toContain("Stopped. Nothing is lost");
    expect(processesOf(stack.folder)).toEqual([]);
  });

  test("the next one is ready again and goes on with the same rehearsal", async () => {
    await stack.start([]);
    expect(stack.said()).toContain("The example's rehearsal goes on");
    await until("the rehearsal has gone on", async () => {
      const now = await rehearsals();
      expect(now.map(({ id }) => id)).toEqual([before?.id]);
      return (now[0]?.acts ?? 0) > (before?.acts ?? 0);
    });
    await stack.interrupt();
    expect(processesOf(stack.folder)).toEqual([]);
  });

  test("a port that another program has is named, with the way out, and nothing is left running", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(stack.port, "127.0.0.1", resolve));
    const refused = await stack.plenum(["up"]);
    other.close();
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(`Another program uses port ${stack.port}`);
    expect(refused.err).toContain(`PORT=${stack.port + 1} npm start`);
    expect(processesOf(stack.folder)).toEqual([]);
  });
});
