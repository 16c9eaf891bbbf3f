import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import { restoreBackup } from "#cli/backup-read.ts";
import { writeBackup } from "#cli/backup-write.ts";
import { verify } from "#cli/verify-chains.ts";
import { plan } from "#domain/plan.ts";
import { createPool, inTransaction } from "#prisma/client.ts";
import { startCampaign } from "#prisma/sql/campaign.ts";
import { tablesOf } from "#prisma/tables.ts";
import { temporaryFolder } from "#tests/support/command.ts";
import { type FreshDatabase, freshDatabase } from "#tests/support/database.ts";

const SEED = new URL("../../examples/chau-thanh-2020.yaml", import.meta.url);

let folder: string;
let source: FreshDatabase;
let backup: string;

beforeAll(async () => {
  folder = temporaryFolder();
  source = await freshDatabase();
  await startSeed(source);
  await source.pool.query(
    `INSERT INTO persons (realm, id, name, name_search) VALUES ('real', 'odd', E'a\\n"b"\\\\,(c) đ\\t', '')`,
  );
  await source.pool.query(
    "INSERT INTO attachment_pieces (realm, hash, n, bytes) VALUES ('real', repeat('a', 64), 0, $1)",
    [Buffer.from(Array.from({ length: 256 }, (_, n) => n))],
  );
  backup = join(folder, "whole.backup");
  await writeBackup(source.ownerUrl, backup);
});
afterAll(async () => {
  await source.drop();
  rmSync(folder, { recursive: true });
});

async function startSeed({ pool }: FreshDatabase): Promise<void> {
  const result = readCampaign(readFileSync(SEED), "seed.yaml");
  if (!("campaign" in result)) throw new Error("the example is wrong");
  const { campaign } = result;
  const realm = { id: "real", kind: "real", title: "Plenum" } as const;
  const now = "2020-03-26T01:00:00.000Z";
  await inTransaction(pool, (tx) =>
    startCampaign(tx, {
      campaign,
      plan: plan(campaign),
      realm,
      mode: "real",
      startedBy: null,
      now,
    }),
  );
}

async function contentsOf({ pool }: FreshDatabase): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const { name } of await tablesOf(pool)) {
    const { rows } = await pool.query<{ all: string | null }>(
      `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS all FROM "${name}" t`,
    );
    contents[name] = rows[0]?.all ?? "";
  }
  return contents;
}

const restored = async (): Promise<FreshDatabase> => {
  const target = await freshDatabase({ migrated: false });
  await restoreBackup(target.ownerUrl, backup);
  return target;
};

describe("a backup restored into an empty database", () => {
  test("is the same to the last letter, but for the cycles' new epoch", async () => {
    const target = await restored();
    await target.pool.query("UPDATE cycles SET epoch = 1");
    expect(await contentsOf(target)).toEqual(await contentsOf(source));
    await target.drop();
  });

  test("fences off the runs of before: every open cycle has a new epoch", async () => {
    const target = await restored();
    const { rows } = await target.pool.query(
      "SELECT count(*) AS cycles, count(*) FILTER (WHERE epoch > 1) AS raised FROM cycles",
    );
    expect(rows[0]?.cycles).toBeGreaterThan(0);
    expect(rows[0]?.raised).toBe(rows[0]?.cycles);
    await target.drop();
  });

  test("fences off the runs of an earlier restore of it, too: no two restores have an epoch in common", async () => {
    const epochs = async (target: FreshDatabase): Promise<unknown[]> =>
      (await target.pool.query("SELECT DISTINCT epoch FROM cycles")).rows.map(({ epoch }) => epoch);
    const first = await restored();
    // Between two restores that one Temporal can confuse lies the start of a worker: a second at least.
    await first.pool.query("SELECT pg_sleep(1)");
    const second = await restored();
    const [one, other] = [await epochs(first), await epochs(second)];
    expect(one.filter((epoch) => other.includes(epoch))).toEqual([]);
    await first.drop();
    await second.drop();
  });

  test("goes on numbering its inbox where it was", async () => {
    const target = await restored();
    const { rows } = await target.pool.query<{ after: boolean }>(
      `WITH newest AS (SELECT max(ord) AS ord FROM inbox)
       INSERT INTO inbox (id, realm, campaign, cycle, command, act, campaign_at)
       SELECT 'later', realm, campaign, id, '{}', '{}', now() FROM cycles LIMIT 1
       RETURNING ord > (SELECT ord FROM newest) AS after`,
    );
    expect(rows).toEqual([{ after: true }]);
    await target.drop();
  });

  test("proves its audit chain and its states", async () => {
    const target = await restored();
    const proof = await verify(target.url, { campaign: null, rebuild: true, heads: null });
    expect(proof.wrong).toEqual([]);
    expect(proof.rebuilt).toBeGreaterThan(10);
    await target.drop();
  });
});

describe("a restore refuses, and changes nothing", () => {
  test("a database that holds a campaign", async () => {
    await expect(restoreBackup(source.ownerUrl, backup)).rejects.toThrow(/holds 1 campaign/);
  });

  const spoiled = (name: string, change: (text: string) => string): string => {
    const file = join(folder, name);
    writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(backup)).toString())));
    return file;
  };
  const cases: [string, () => string, RegExp][] = [
    [
      "a changed file",
      () => spoiled("changed", (text) => text.replace("Bình An", "Bình Yên")),
      /has been changed/,
    ],
    ["a file without its end", () => spoiled("ended", (text) => text.slice(0, -200)), /cut off or/],
    [
      "a file of a newer version",
      () => spoiled("newer", (text) => text.replace('"version":1', '"version":2')),
      /newer Plenum/,
    ],
    ["something else, compressed", () => spoiled("else", () => "hello\n"), /not a backup/],
    [
      "half a file",
      () => {
        const file = join(folder, "half");
        writeFileSync(file, readFileSync(backup).subarray(0, 5000));
        return file;
      },
      /is cut off/,
    ],
    [
      "something else",
      () => {
        const file = join(folder, "text");
        writeFileSync(file, "hello");
        return file;
      },
      /not a backup/,
    ],
  ];
  test.each(cases)("%s", async (_, make, sentence) => {
    const target = await freshDatabase();
    await expect(restoreBackup(target.ownerUrl, make())).rejects.toThrow(sentence);
    expect(await contentsOf(target)).toEqual(
      expect.objectContaining({ campaigns: "", persons: "" }),
    );
    await target.drop();
  });
});

test("a backup never overwrites a file", async () => {
  await expect(writeBackup(source.ownerUrl, backup)).rejects.toThrow(/is there already/);
});

describe("verify finds", () => {
  const tampered = async (sql: string, rebuild = false): Promise<string[]> => {
    const target = await restored();
    const kept = join(folder, "heads.json");
    const before = await verify(target.url, { campaign: null, rebuild: false, heads: null });
    writeFileSync(kept, JSON.stringify(before));
    const owner = createPool({ url: target.ownerUrl, max: 1, name: "tamperer" });
    await owner.query(sql);
    await owner.end();
    const after = await verify(target.url, { campaign: null, rebuild, heads: kept });
    await target.drop();
    return after.wrong.map(({ words }) => words);
  };

  test("a changed entry", async () => {
    const wrong = await tampered("UPDATE audit SET entry = replace(entry, 'started', 'stopped')");
    expect(wrong).toEqual([expect.stringMatching(/entry 1 does not follow/)]);
  });

  test.each([
    ["the instant at which an entry was recorded", "UPDATE audit SET recorded_at = '2019-01-01'"],
    ["the realm of an entry", "UPDATE audit SET realm = 'r-other'"],
  ])("%s, changed beside it", async (_, sql) => {
    expect(await tampered(sql)).toEqual([expect.stringMatching(/entry 1 does not follow/)]);
  });

  test.each([
    [
      "an added entry",
      "INSERT INTO audit SELECT campaign, n + 1, realm, recorded_at, entry, hash FROM audit",
    ],
    ["an entry that is no JSON", "UPDATE audit SET entry = 'x'"],
  ])("%s", async (_, sql) => {
    expect((await tampered(sql)).join()).toMatch(/entry \d does not follow/);
  });

  test("a removed entry", async () => {
    const wrong = await tampered("DELETE FROM audit");
    expect(wrong.join()).toMatch(/no audit entries/);
  });

  test("a chain rewritten as a whole, by the head that was kept outside", async () => {
    const wrong = await tampered(`
      UPDATE audit SET entry = replace(entry, 'started', 'stopped');
      UPDATE audit SET hash = encode(sha256(convert_to(entry, 'UTF8')), 'hex');
      UPDATE audit_heads h SET hash = a.hash FROM audit a WHERE a.campaign = h.campaign`);
    expect(wrong).toEqual([expect.stringMatching(/not the one whose head was kept/)]);
  });

  test("a state that its events do not make", async () => {
    const sql = `UPDATE cycles SET state = jsonb_set(state, '{status}', '"closed"') WHERE unit = 'binh-an'`;
    const wrong = await tampered(sql, true);
    expect(wrong).toEqual([
      expect.stringMatching(/binh-an: its state is not what its \d+ events make/),
    ]);
  });
});
