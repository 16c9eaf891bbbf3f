import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, apiWith } from "#api/conductor/http.ts";
import type { CommandView, DraftSaved } from "#api/contract-act.ts";
import type { InboxItem } from "#api/contract-step.ts";
import { type PostOffice, postOffice } from "#tests/notices/post-office.ts";
import { type RealCampaign, realCampaign } from "./real-campaign.ts";
import { aRecorder, type Recorder } from "./recorder.ts";
import { SEED } from "./rehearse.ts";
import { aStack, type StackUnderTest } from "./stack.ts";
import { until } from "./until.ts";

/** Long enough for what comes before the reminder, kills included, on a slow machine. */
const BEFORE_REMINDER_MS = 75_000;
const STEP = "/api/campaigns/mot-xa/units/xa-mau/steps/plan";

let stack: StackUnderTest;
let office: PostOffice;
let recorder: Recorder;
let campaign: RealCampaign;
let file: string;
let backup: string;
let firstOutcome: unknown;
const tokens = new Map<string, string>();

beforeAll(async () => {
  office = await postOffice();
  stack = await aStack({ SMTP_URL: office.url });
  await stack.start();
  recorder = await aRecorder(stack.port);
  campaign = realCampaign(new Date().toISOString(), BEFORE_REMINDER_MS);
  file = join(stack.folder, "mot-xa.yaml");
  backup = join(stack.folder, "middle.backup");
  writeFileSync(file, campaign.file);
});
afterAll(async () => {
  await stack.destroy();
  await Promise.all([recorder.close(), office.close()]);
});

/** What a person owes first, as their own inbox has it. */
async function owes(person: string, port: number): Promise<{ api: Api; item: InboxItem }> {
  const api = apiWith(`http://127.0.0.1:${port}`, tokens.get(person) ?? "");
  const { items } = await api.get<{ items: InboxItem[] }>("/api/inbox?campaign=mot-xa");
  const [item] = items;
  if (!item) throw new Error(`${person} owes nothing`);
  return { api, item };
}

const DRAFT = { title: "Kế hoạch hội nghị xã Mẫu", content: "Nội dung." };

/** Gives the command that a person owes, and sees it done; an engine that is down is waited for. */
async function gives(person: string, type: string, port: number): Promise<void> {
  const { api, item } = await owes(person, port);
  const { round } = item;
  // The same words again: what is saved without a change gives the hash that was there.
  const saved =
    type === "submit" ? await api.send<DraftSaved>("PUT", `${STEP}/draft`, DRAFT) : item;
  let command = await api.send<CommandView>("POST", `${STEP}/acts`, {
    type,
    round,
    hash: saved.hash,
  });
  await until(`“${type}” is decided`, async () => {
    command = await api.get<CommandView>(`/api/commands/${encodeURIComponent(command.id)}`);
    return command.status !== "open";
  });
  expect(command, type).toMatchObject({ status: "done" });
}

/** Kills everything as soon as the next such write is on its way, and starts it again. */
function killingDuring(path: string): { readonly restarted: () => Promise<void> } {
  let restart: Promise<void> | null = null;
  recorder.meanwhile = (_, url) => {
    if (restart !== null || !url.endsWith(path)) return;
    stack.killAll();
    restart = stack.start();
  };
  return {
    restarted: async () => {
      expect(restart, path).not.toBeNull();
      await restart;
    },
  };
}

const lettersTo = (address: string): string[] =>
  office.letters.filter(({ to }) => to.includes(address)).map(({ mail }) => mail.messageId ?? "");

/** How the campaign ended, without the instants, which no two runs on a real clock share. */
async function ending(of: StackUnderTest): Promise<unknown> {
  return {
    steps: await of.rows("SELECT unit, step, status, round, outcome FROM steps ORDER BY 1, 2"),
    cycles: await of.rows("SELECT id, status, open FROM cycles"),
    register: await of.rows("SELECT series, number, symbol, status FROM register_entries"),
    commands: await of.rows(
      "SELECT command, status, outcome->'events' AS events FROM inbox WHERE status <> 'open' ORDER BY ord",
    ),
    reminded: await of.rows(
      `SELECT o.id, n.rung, m.post, m.person, m.status FROM messages m
         JOIN notices n ON n.id = m.notice JOIN obligations o ON o.id = n.obligation
        WHERE o.act = 'draft'`,
    ),
  };
}

/** From the reminder to the end; `door`: where the drafter's requests go in. */
async function finish(of: StackUnderTest, door: number): Promise<void> {
  await until("the drafter is reminded", async () => lettersTo("ben@mau.example.vn").length > 0);
  await gives("khoi-dan-van", "submit", door);
  await gives("truong-ban", "approve", of.port);
  await gives("van-thu", "issue", of.port);
  const { api, item } = await owes("van-thu", of.port);
  const { post, round } = item;
  await api.send("POST", `${STEP}/acknowledge`, { post, round });
  await until("the campaign is over", async () => {
    const status = await of.plenum(["status", "mot-xa", "--json"]);
    return status.code === 0 && JSON.parse(status.out).status === "closed";
  });
}

describe("plenum start", () => {
  test("refuses a campaign whose dates are past, names the ways, and leaves nothing behind", async () => {
    const refused = await stack.plenum(["start", SEED, "--lang", "en"]);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toMatch(/Rehearse the campaign/);
    expect(refused.err).toMatch(/enter its earlier steps as done/);
    expect(await stack.rows("SELECT id FROM campaigns")).toEqual([]);
  });

  test("starts one that begins today; a second time it says that it already runs", async () => {
    const started = await stack.plenum(["start", file, "--lang", "en"]);
    expect(started).toMatchObject({ code: 0, err: "" });
    expect(started.out).toContain("“mot-xa” has started: 1 units, 1 steps");
    const again = await stack.plenum(["start", file, "--lang", "en"]);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain("“mot-xa” already runs; nothing has changed.");
  });

  test("refuses a changed file of a campaign that runs, with the differences", async () => {
    const changed = join(stack.folder, "changed.yaml");
    writeFileSync(changed, readFileSync(file, "utf8").replace("Đỗ Văn Cần", "Đỗ Văn Cẩn"));
    const refused = await stack.plenum(["start", changed, "--lang", "en"]);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain("persons");
  });
});

describe("a real campaign of one commune: one paper, one approval, one reminder", () => {
  test("keeps a draft although everything is killed while it is on its way", async () => {
    for (const person of ["khoi-dan-van", "truong-ban", "van-thu"]) {
      const issued = await stack.plenum(["token", "--person", person, "--json"]);
      tokens.set(person, JSON.parse(issued.out).token);
    }
    const killing = killingDuring("/draft");
    const { api } = await owes("khoi-dan-van", recorder.port);
    expect(await api.send("PUT", `${STEP}/draft`, DRAFT)).toMatchObject({ version: 1 });
    await killing.restarted();
    expect(await stack.rows("SELECT version FROM document_versions")).toEqual([{ version: 1 }]);
    expect(await stack.plenum(["backup", backup])).toMatchObject({ code: 0 });
  });

  test("reminds the drafter although everything lay dead when it was due, then loses no submission to a kill", async () => {
    stack.killAll();
    await until("the reminder is overdue", async () => new Date().toISOString() > campaign.reminds);
    await stack.start();
    const killing = killingDuring("/acts");
    await finish(stack, recorder.port);
    await killing.restarted();
    expect(new Set(lettersTo("ben@mau.example.vn")).size).toBe(1);
    const [letter] = office.letters.filter(({ to }) => to.includes("ben@mau.example.vn"));
    expect(letter?.mail.subject).toContain("Kế hoạch tổ chức hội nghị tổng kết");
  });

  test("ends with its paper numbered, its chain whole, its events folding to the same rows", async () => {
    firstOutcome = await ending(stack);
    expect(firstOutcome).toMatchObject({
      steps: [{ step: "plan", status: "done" }],
      cycles: [{ open: false, status: "closed" }],
      register: [{ number: 1, symbol: "01-KH/ĐU", status: "issued" }],
      reminded: [{ rung: "remind", person: "khoi-dan-van", status: "accepted" }],
    });
    expect(await stack.plenum(["verify", "--rebuild"])).toMatchObject({ code: 0 });
    expect(await stack.interrupt()).toBe(0);
  });
});

describe("a backup from the middle of it, restored into a new data folder", () => {
  let other: StackUnderTest;
  beforeAll(async () => {
    await office.close();
    office = await postOffice();
    other = await aStack({ SMTP_URL: office.url });
  });
  afterAll(() => other.destroy());

  test("goes on in a Temporal server that never saw it, and ends like the one that was not restored", async () => {
    expect(await other.plenum(["restore", backup])).toMatchObject({ code: 0 });
    await other.start();
    await finish(other, other.port);
    expect(await ending(other)).toEqual(firstOutcome);
    expect(await other.plenum(["verify", "--rebuild"])).toMatchObject({ code: 0 });
  });
});
