import { randomUUID } from "node:crypto";
import { ROUTES } from "#api/contract-routes.ts";
import { inTransaction } from "#prisma/client.ts";
import type { Desk, Parsed } from "#tests/api/desk.ts";
import type { Engine } from "#tests/engine/engine.ts";

export const GOOD = "bốn con thuyền ngược nước";

export interface Reply {
  readonly status: number;
  readonly body: Parsed;
  readonly headers: Headers;
}

/** A browser: it keeps cookies, and says where its requests come from. */
export interface Browser {
  readonly cookies: Map<string, string>;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
  signIn(login: string, password: string, code?: string): Promise<Reply>;
}

export function aBrowser(base: string, agent = "test browser"): Browser {
  const cookies = new Map<string, string>();
  const call: Browser["call"] = async (method, path, body, headers = {}) => {
    const response = await fetch(base + path, {
      method,
      redirect: "manual",
      headers: {
        origin: base,
        "user-agent": agent,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "GET" ? {} : { "idempotency-key": randomUUID() }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    keep(cookies, response.headers);
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") === true;
    return {
      status: response.status,
      body: json ? JSON.parse(text) : text,
      headers: response.headers,
    };
  };
  return {
    cookies,
    call,
    signIn: (login, password, code) =>
      call("POST", ROUTES.signIn.path, {
        login,
        password,
        ...(code === undefined ? {} : { code }),
      }),
  };
}

function keep(cookies: Map<string, string>, headers: Headers): void {
  for (const line of headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/Max-Age=0(;|$)/.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

/** A small office in the real realm: a district with two communes, each with a head and a clerk. */
export async function anOffice(engine: Engine): Promise<void> {
  await inTransaction(engine.pool, async (tx) => {
    await tx.query(
      "INSERT INTO realms (id, kind, title) VALUES ('real', 'real', 'Plenum') ON CONFLICT DO NOTHING",
    );
    const units = ["district", "north", "south"];
    await tx.query("INSERT INTO units (realm, id) SELECT 'real', unnest($1::text[])", [units]);
    await tx.query(
      `INSERT INTO unit_versions (realm, unit, valid_from, name, name_search, level, parent, territorial)
       SELECT 'real', u, '2020-01-01', 'Đơn vị ' || u, 'don vi ' || u, 'x', CASE u WHEN 'district' THEN NULL ELSE 'district' END, true
         FROM unnest($1::text[]) AS u`,
      [units],
    );
    await tx.query(
      `INSERT INTO persons (realm, id, name, email, name_search)
       SELECT 'real', u || '-' || r, 'Người ' || u || ' ' || r, CASE r WHEN 'head' THEN u || '-' || r || '@example.vn' END,
              'nguoi ' || u || ' ' || r
         FROM unnest($1::text[]) AS u, unnest(ARRAY['head', 'clerk', 'member']) AS r`,
      [units],
    );
    await tx.query(
      `INSERT INTO posts (realm, id, unit, role, title_vi, title_en)
       SELECT 'real', u || '/' || r, u, r, r, r FROM unnest($1::text[]) AS u, unnest(ARRAY['head', 'clerk', 'member']) AS r`,
      [units],
    );
    await tx.query(
      `INSERT INTO appointments (realm, post, person, from_day)
       SELECT 'real', u || '/' || r, u || '-' || r, '2020-01-01'
         FROM unnest($1::text[]) AS u, unnest(ARRAY['head', 'clerk', 'member']) AS r`,
      [units],
    );
  });
}

/** Invites somebody by a slip, and accepts in a browser of theirs. */
export async function enrol(
  desk: Desk,
  keeper: Browser | string,
  person: string,
  login = person,
): Promise<Browser> {
  const asked = { person, way: "slip" };
  const invited =
    typeof keeper === "string"
      ? await desk.call(keeper, "POST", "/api/accounts/invitations", asked)
      : await keeper.call("POST", "/api/accounts/invitations", asked);
  const browser = aBrowser(desk.base, `browser of ${person}`);
  const accepted = await browser.call("POST", "/api/welcome", {
    code: invited.body.slip?.code,
    login,
    password: GOOD,
  });
  if (accepted.status !== 200) throw new Error(JSON.stringify([invited.body, accepted.body]));
  return browser;
}

export const told = async (engine: Engine, what: string): Promise<Parsed[]> => {
  const { rows } = await engine.pool.query(
    "SELECT entry FROM audit WHERE campaign = 'realm/real' ORDER BY n",
  );
  return rows.map(({ entry }) => JSON.parse(entry)).filter((entry) => entry.what === what);
};
