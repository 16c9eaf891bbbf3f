import type pg from "pg";
import { calendarOf, calendarWarnings, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { shippedMigrations } from "#prisma/migrate.ts";
import { type Check, good, not } from "./doctor-check.ts";

/** The oldest PostgreSQL whose statements we use. */
const OLDEST = 150_000;
/** What a worker, an API and a command together may open. */
const CONNECTIONS = 60;
/** Timers and due dates are compared on both sides: seconds do no harm, minutes do. */
const SKEW_MS = 2_000;
const BAD_SKEW_MS = 30_000;

/** Version, settings, schema and clock of the database, and the calendars of what runs in it. */
export async function databaseChecks(pool: pg.Pool): Promise<Check[]> {
  return [
    await versionCheck(pool),
    ...(await settingChecks(pool)),
    await schemaCheck(pool),
    await skewCheck(pool),
    ...(await calendarChecks(pool)),
  ];
}

async function versionCheck(pool: pg.Pool): Promise<Check> {
  const { rows } = await pool.query<{ number: number; name: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name",
  );
  const { number = 0, name = "?" } = rows[0] ?? {};
  if (number >= OLDEST) return good("postgres", `PostgreSQL ${name}.`, `PostgreSQL ${name}.`);
  return not(
    "wrong",
    "postgres",
    { vi: `PostgreSQL ${name} quá cũ.`, en: `PostgreSQL ${name} is too old.` },
    { vi: "Nâng cấp lên bản 15 trở lên.", en: "Upgrade it to 15 or later." },
  );
}

async function settingChecks(pool: pg.Pool): Promise<Check[]> {
  // A database that only rehearses may be fast instead of safe.
  const { rowCount } = await pool.query(
    "SELECT FROM campaigns c JOIN realms r ON r.id = c.realm WHERE r.kind = 'real' LIMIT 1",
  );
  const losing = rowCount === 0 ? "advice" : "wrong";
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings
      WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'server_encoding', 'max_connections')`,
  );
  const set = new Map(rows.map(({ name, setting }) => [name, setting]));
  const checks: Check[] = [];
  for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) {
    if (set.get(name) !== "off") continue;
    checks.push(
      not(
        losing,
        "postgres",
        {
          vi: `PostgreSQL chạy với ${name} = off: mất điện là mất việc đã ghi.`,
          en: `PostgreSQL runs with ${name} = off: a power cut loses what was recorded.`,
        },
        {
          vi: `Đặt ${name} = on trong postgresql.conf và nạp lại.`,
          en: `Set ${name} = on in postgresql.conf and reload.`,
        },
      ),
    );
  }
  if (set.get("server_encoding") !== "UTF8") {
    checks.push(
      not(
        "wrong",
        "postgres",
        {
          vi: `Cơ sở dữ liệu dùng bảng mã ${set.get("server_encoding")}.`,
          en: `The database is encoded in ${set.get("server_encoding")}.`,
        },
        { vi: "Tạo lại với UTF8 và khôi phục.", en: "Make it again in UTF8 and restore into it." },
      ),
    );
  }
  if (Number(set.get("max_connections")) < CONNECTIONS) {
    checks.push(
      not(
        "advice",
        "postgres",
        {
          vi: `max_connections = ${set.get("max_connections")} là ít.`,
          en: `max_connections = ${set.get("max_connections")} is few.`,
        },
        {
          vi: `Mỗi worker mở đến 20, mỗi API đến 20 kết nối: đặt ít nhất ${CONNECTIONS}.`,
          en: `A worker opens up to 20 connections, an API as many: set at least ${CONNECTIONS}.`,
        },
      ),
    );
  }
  return checks;
}

async function schemaCheck(pool: pg.Pool): Promise<Check> {
  const { migrationDirectories } = await shippedMigrations();
  const shipped = migrationDirectories.map(({ path }) => path);
  const { rows } = await pool
    .query<{ name: string }>(
      "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL",
    )
    .catch(() => ({ rows: [] as { name: string }[] }));
  const applied = new Set(rows.map(({ name }) => name));
  const missing = shipped.filter((name) => !applied.has(name));
  if (missing.length === 0)
    return good("schema", "Lược đồ đúng với phiên bản này.", "The schema is this version's.");
  return not(
    "wrong",
    "schema",
    {
      vi: `Lược đồ thiếu: ${missing.join(", ")}.`,
      en: `The schema lacks: ${missing.join(", ")}.`,
    },
    { vi: "Chạy plenum migrate.", en: "Run plenum migrate." },
  );
}

async function skewCheck(pool: pg.Pool): Promise<Check> {
  const before = Date.now();
  const { rows } = await pool.query<{ now: string }>("SELECT clock_timestamp() AS now");
  const middle = (before + Date.now()) / 2;
  const skew = Math.abs(Date.parse(rows[0]?.now ?? "") - middle);
  const seconds = (skew / 1_000).toFixed(1);
  if (skew <= SKEW_MS)
    return good(
      "clock",
      `Đồng hồ ở đây và ở PostgreSQL lệch ${seconds} giây.`,
      `The clocks here and in PostgreSQL differ by ${seconds} s.`,
    );
  return not(
    skew > BAD_SKEW_MS ? "wrong" : "advice",
    "clock",
    {
      vi: `Đồng hồ ở đây và ở PostgreSQL lệch nhau ${seconds} giây.`,
      en: `The clocks here and in PostgreSQL differ by ${seconds} s.`,
    },
    {
      vi: "Bật đồng bộ giờ (timedatectl set-ntp true) trên cả hai máy.",
      en: "Have both machines keep the time (timedatectl set-ntp true).",
    },
  );
}

/** Years that real campaigns reach into without the yearly decision on days off. */
async function calendarChecks(pool: pg.Pool): Promise<Check[]> {
  const { rows } = await pool.query<{ campaign: string; years: number[]; now: number }>(
    `SELECT c.id AS campaign, coalesce(c.definition #> '{calendar,officialYears}', '[]') AS years,
            extract(year FROM campaign_now(c.id) AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS now
       FROM campaigns c JOIN realms r ON r.id = c.realm
      WHERE r.kind = 'real' AND c.status = 'running'
        AND EXISTS (SELECT FROM cycles y WHERE y.campaign = c.id AND y.open) ORDER BY c.id`,
  );
  return rows.flatMap(({ campaign, years, now }) => {
    const calendar = calendarOf({ ...NO_CALENDAR_DATA, officialYears: years });
    return calendarWarnings(calendar, now, now).map(({ vi, en }) =>
      not(
        "advice",
        "calendar",
        { vi: `${campaign}: ${vi}`, en: `${campaign}: ${en}` },
        {
          vi: "Nhập lịch nghỉ của năm vào tệp chiến dịch (docs/campaign-file.md) trước khi bắt đầu chiến dịch sau.",
          en: "Enter the year's list in the campaign file (docs/campaign-file.md) before the next campaign starts.",
        },
      ),
    );
  });
}
