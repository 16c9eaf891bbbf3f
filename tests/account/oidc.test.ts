import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "#api/app.ts";
import { createPace } from "#api/pace.ts";
import { createChangeFeed } from "#api/sse.ts";
import { aDesk, type Desk } from "#tests/api/desk.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aBrowser, anOffice, type Browser } from "./office.ts";

let engine: Engine;
let desk: Desk;
let app: Server;
let office: Server;
let base: string;
let operator: string;
const logged: string[] = [];

const listening = (server: Server): Promise<string> =>
  new Promise((done) =>
    server.listen(0, "127.0.0.1", () =>
      done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );

/** The provider says on the console that it is not set up for real use, which it is not; other words still count. */
function letProviderTalk(): void {
  for (const method of ["info", "warn"] as const) {
    const say = console[method];
    console[method] = (...words: unknown[]) => {
      if (!String(words[0]).includes("oidc-provider")) say(...words);
    };
  }
}
beforeEach(letProviderTalk);

beforeAll(async () => {
  letProviderTalk();
  const { default: Provider } = await import("oidc-provider");
  engine = await anEngine();
  desk = await aDesk(engine);
  await anOffice(engine);
  operator = await desk.operator();
  app = createServer((request, response) => served(request, response));
  base = await listening(app);
  office = createServer((request, response) => void handle(request, response));
  const issuer = await listening(office);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "plenum",
        client_secret: "secret-of-the-test-office",
        redirect_uris: [`${base}/oidc/back`],
      },
    ],
    claims: { email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["key of the test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/as/${uid}` },
    // Who signs in is said by the test: subject and whether the provider has verified the address.
    findAccount: (_, id) => {
      const [email = "", verified = ""] = id.split("|");
      return {
        accountId: id,
        claims: () => ({ sub: id, email, email_verified: verified === "yes" }),
      };
    },
  });
  const callback = provider.callback();
  const handle = async (
    request: Parameters<typeof callback>[0],
    response: Parameters<typeof callback>[1],
  ): Promise<void> => {
    if (!request.url?.startsWith("/as/")) return void callback(request, response);
    const details = await provider.interactionDetails(request, response);
    const { params } = details;
    const accountId = String(request.headers["x-test-person"] ?? "");
    const grant = new provider.Grant({ accountId, clientId: String(params["client_id"]) });
    grant.addOIDCScope("openid email profile");
    const grantId = await grant.save();
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId }, consent: { grantId } },
      { mergeWithLastSubmission: false },
    );
  };
  const log = (line: string): void => void logged.push(line);
  const changes = createChangeFeed(engine.pool, log);
  const served = createApp({
    pool: engine.pool,
    sender: engine.sender,
    changes,
    pace: createPace(),
    patience: 1_000,
    endRuns: () => Promise.resolve(),
    log,
    version: "test",
    web: null,
    publicUrl: base,
    oidc: {
      issuer,
      clientId: "plenum",
      clientSecret: "secret-of-the-test-office",
      label: "Sở Nội vụ",
    },
  });
  ends.push(() => changes.close());
});
const ends: (() => void)[] = [];
afterAll(async () => {
  for (const end of ends) end();
  for (const server of [app, office]) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  await desk.end();
  await engine.end();
});

/** Follows the redirects between us and the office, as one browser with its cookies does. */
async function throughOffice(browser: Browser, person: string): Promise<string> {
  const atOffice = new Map<string, Browser>();
  let next = `${base}/oidc/start`;
  for (let n = 0; n < 12; n += 1) {
    const { origin, pathname, search } = new URL(next);
    const at = origin === base ? browser : (atOffice.get(origin) ?? aBrowser(origin));
    if (origin !== base) atOffice.set(origin, at);
    const headers = { "x-test-person": person, accept: "text/html" };
    const { headers: answered } = await at.call("GET", pathname + search, undefined, headers);
    const location = answered.get("location");
    if (location === null) return next;
    next = new URL(location, next).href;
    if (next === `${base}/` || next.startsWith(`${base}/sign-in`)) return next.slice(base.length);
  }
  return "?";
}

describe("given an office's own sign-in", () => {
  test("then it is offered, and opens the account that was invited with that verified address", async () => {
    const browser = aBrowser(base);
    expect((await browser.call("GET", "/api/sign-in")).body.office).toBe("Sở Nội vụ");
    const person = "north-head@example.vn|yes";
    expect(await throughOffice(browser, person), "not invited").toBe(
      "/sign-in?problem=oidc_refused",
    );
    const asked = { person: "north-head", way: "mail" };
    expect((await desk.call(operator, "POST", "/api/accounts/invitations", asked)).status).toBe(
      200,
    );
    expect(await throughOffice(aBrowser(base), "north-head@example.vn|no"), "not verified").toBe(
      "/sign-in?problem=oidc_refused",
    );
    expect(await throughOffice(browser, person)).toBe("/");
    expect((await browser.call("GET", "/api/me")).body.person.id).toBe("north-head");
    expect(await throughOffice(aBrowser(base), person), "again, by its subject").toBe("/");
    expect(logged).toEqual([]);
  });

  test("then who comes back without having left from this browser is refused", async () => {
    const answer = await aBrowser(base).call("GET", "/oidc/back?code=x&state=y");
    expect(answer.headers.get("location")).toBe("/sign-in?problem=oidc_refused");
  });
});
