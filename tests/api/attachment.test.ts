import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "#prisma/client.ts";
import { deleteRehearsal } from "#prisma/sql/realm.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { type Answer, aDesk, type Desk } from "./desk.ts";
import { aDispatch, ROOT } from "./dispatch.ts";

let engine: Engine;
let desk: Desk;
let operator: string;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(200_000, 7)]);
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function aStep() {
  const dispatch = await aDispatch({ engine, desk, operator });
  const files = `${dispatch.path}/attachments`;
  const attach = (
    token: string,
    bytes: Uint8Array = PDF,
    name = "Biên bản.pdf",
    key: string = randomUUID(),
  ): Promise<Answer> =>
    desk.call(token, "POST", `${files}?name=${encodeURIComponent(name)}`, undefined, {
      raw: bytes,
      key,
      headers: { "content-type": "application/octet-stream" },
    });
  return { ...dispatch, files, attach };
}

describe("given the office that drafts a paper", () => {
  test("when it attaches a file, then whoever may know the step gets exactly that, to be saved", async () => {
    const { as, files, attach } = await aStep();
    const added = await attach(as("standing-office"), PDF, "Bie\u0302n ba\u0309n.PDF");
    expect(added.status).toBe(200);
    expect(added.body).toMatchObject({
      name: "Biên bản.pdf",
      kind: "pdf",
      size: PDF.length,
      hash: sha(PDF),
      yours: true,
      removed: null,
    });
    const list = await desk.call(as("head"), "GET", files);
    expect(list.body.items.map((one: { id: string }) => one.id)).toEqual([added.body.id]);
    const response = await fetch(`${desk.base}${files}/${added.body.id}`, {
      headers: { authorization: `Bearer ${as("head")}` },
    });
    expect(sha(new Uint8Array(await response.arrayBuffer()))).toBe(sha(PDF));
    const { headers } = response;
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="Bien ban.pdf"/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("sandbox");
  });

  test("when the same request comes again, then it is attached once; twice the same file is kept once", async () => {
    const { campaign, as, files, attach } = await aStep();
    const key = randomUUID();
    const one = await attach(as("standing-office"), PDF, "a.pdf", key);
    const again = await attach(as("standing-office"), PDF, "a.pdf", key);
    expect(again.body).toEqual(one.body);
    const other = await attach(as("standing-office"), Buffer.from("khác"), "a.pdf", key);
    expect([other.status, other.body.code]).toEqual([422, "key_reused"]);
    await attach(as("clerk"), PDF, "b.pdf");
    expect((await desk.call(as("head"), "GET", files)).body.items).toHaveLength(2);
    const { rows } = await engine.pool.query(
      "SELECT count(*) AS n FROM attachment_pieces WHERE realm = $1 AND n = 0",
      [`r-${campaign.split("~")[1]}`],
    );
    expect(rows[0].n).toBe(1);
  });

  test("when a file is none of the kinds, empty or too large, then it is refused in a sentence", async () => {
    const { as, attach } = await aStep();
    const token = as("standing-office");
    const executable = await attach(token, Buffer.from("MZ\x90\x00\x03"), "biên bản.pdf");
    expect([executable.status, executable.body.code]).toEqual([415, "file_kind"]);
    const page = await attach(token, Buffer.from("<script>alert(1)</script>"), "a.html");
    expect(page.body.kind).toBe("txt");
    expect((await attach(token, Buffer.alloc(0))).body.code).toBe("file_kind");
    const large = await attach(token, Buffer.alloc(20 * 1024 * 1024 + 1, 0x20));
    expect([large.status, large.body.code]).toEqual([413, "too_large"]);
  });
});

describe("given a draft", () => {
  test("then its files are its unit's own affair, and nobody else attaches", async () => {
    const { campaign, as, files, attach } = await aStep();
    const added = await attach(as("standing-office"));
    const stranger = as("head", "binh-an");
    expect((await desk.call(stranger, "GET", files)).status).toBe(404);
    expect((await attach(stranger)).status).toBe(404);
    expect((await desk.call(stranger, "GET", `${files}/${added.body.id}`)).status).toBe(404);
    const read = await desk.call(operator, "GET", files);
    expect(read.body).toMatchObject({ mayAttach: false });
    const other = await desk.actors((await aDispatch({ engine, desk, operator })).campaign);
    const foreign = other.get(`${ROOT}/head/holder`) ?? "";
    expect((await desk.call(foreign, "GET", files)).status).toBe(404);
    expect(campaign).toContain("~");
  });
});

describe("given an attached file", () => {
  test("when it is removed with a reason, then nobody gets it and the record keeps who, what and why", async () => {
    const { campaign, as, files, attach } = await aStep();
    const { body: added } = await attach(as("standing-office"));
    const remove = (token: string, reason = "nhầm tệp") =>
      desk.call(token, "POST", `${files}/${added.id}/remove`, { reason });
    expect((await remove(as("standing-office"), " ")).status).toBe(400);
    const removed = await remove(as("standing-office"));
    expect(removed.body.removed).toMatchObject({ reason: "nhầm tệp" });
    expect((await remove(as("standing-office"))).status).toBe(200);
    expect((await desk.call(as("head"), "GET", `${files}/${added.id}`)).status).toBe(404);
    const audit = await desk.call(operator, "GET", `/api/campaigns/${campaign}/audit?limit=500`);
    const whats = audit.body.items
      .map((one: { entry: string }) => JSON.parse(one.entry))
      .filter((one: { attachment?: string }) => one.attachment === added.id);
    expect(whats.map((one: { what: string }) => one.what)).toEqual([
      "attachment_added",
      "attachment_removed",
    ]);
    expect(whats[1]).toMatchObject({ reason: "nhầm tệp", hash: sha(PDF) });
  });

  test("when a decision is entered from it, then the record names its hash and it stays", async () => {
    const { as, path, files, attach, draft, submit } = await aStep();
    const hash = await draft();
    await submit(hash);
    const { body: scan } = await attach(as("clerk"), PDF, "bút phê.pdf");
    const onBehalf = { person: `${ROOT}/standing-deputy/holder` };
    const body = { type: "approve", round: 1, hash, onBehalf, evidenceFiles: [scan.id] };
    const strange = { ...body, evidenceFiles: ["f-none"] };
    expect((await desk.call(as("clerk"), "POST", `${path}/acts`, strange)).status).toBe(404);
    expect((await desk.call(as("clerk"), "POST", `${path}/acts`, body)).status).toBe(200);
    const { history } = (await desk.call(as("head"), "GET", path)).body;
    expect(history.at(-1)).toMatchObject({ evidence: `«bút phê.pdf» sha256:${sha(PDF)}` });
    const kept = await desk.call(as("clerk"), "POST", `${files}/${scan.id}/remove`, {
      reason: "x",
    });
    expect([kept.status, kept.body.code]).toEqual([409, "file_is_evidence"]);
    const [item] = (await desk.call(as("clerk"), "GET", files)).body.items;
    expect(item).toMatchObject({ evidence: true, yours: false });
  });

  test("when its rehearsal is deleted, then nothing of it is left", async () => {
    const { campaign, as, attach } = await aStep();
    await attach(as("standing-office"));
    const realm = `r-${campaign.split("~")[1]}`;
    await inTransaction(engine.pool, (tx) => deleteRehearsal(tx, realm));
    for (const table of ["attachments", "attachment_pieces"]) {
      const { rows } = await engine.pool.query(
        `SELECT count(*) AS n FROM ${table} WHERE realm = $1`,
        [realm],
      );
      expect(rows[0].n, table).toBe(0);
    }
  });
});
