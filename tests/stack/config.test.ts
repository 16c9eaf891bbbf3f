import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "#config.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "plenum-config-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe("the settings", () => {
  test("need nothing: everything then runs on this machine", () => {
    const config = readConfig({}, cwd);
    expect(config).toMatchObject({
      dataFolder: join(cwd, ".plenum"),
      publicUrl: "http://127.0.0.1:4510",
      databaseUrl: null,
      temporal: { address: null, namespace: "default", tls: null },
    });
  });

  test("cannot be changed once read", () => {
    const config = readConfig({}, cwd);
    expect(() => Object.assign(config.temporal, { namespace: "other" })).toThrow(TypeError);
  });

  test("come from the environment, then .env, then .env in the data folder", () => {
    const data = join(cwd, "data");
    mkdirSync(data);
    writeFileSync(join(cwd, ".env"), "PLENUM_DATA=data\nPORT=1001\nHOST=10.0.0.1\n");
    writeFileSync(join(data, ".env"), "PORT=1002\nHOST=10.0.0.2\nLOG_LEVEL=debug\n");
    const { port, host, logLevel } = readConfig({ PORT: "1000", HOST: "" }, cwd);
    rmSync(join(cwd, ".env"));
    expect({ port, host, logLevel }).toEqual({ port: 1000, host: "10.0.0.1", logLevel: "debug" });
  });

  test("are all explained in .env.example, which itself is right", () => {
    const example = parseEnv(readFileSync(new URL("../../.env.example", import.meta.url), "utf8"));
    const source = readFileSync(new URL("../../config.ts", import.meta.url), "utf8");
    const names = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = ""]) => name);
    expect(Object.keys(example).sort()).toEqual(names.sort());
    expect(readConfig(example, cwd)).toEqual(readConfig({}, cwd));
  });

  test("switch TLS on for an API key", () => {
    const set = { TEMPORAL_ADDRESS: "x.tmprl.cloud:7233", TEMPORAL_API_KEY: "key" };
    expect(readConfig(set, cwd).temporal.tls).not.toBeNull();
  });
});

describe("a wrong setting is named in one sentence", () => {
  test.each([
    [{ PORT: "web" }, "PORT=web must be a number: see .env.example."],
    [{ PORT: "70000" }, "PORT=70000 must be between 1 and 65535: see .env.example."],
    [{ TEMPORAL_ADDRESS: "cluster" }, /^TEMPORAL_ADDRESS=cluster must be host:port, such as/],
    [{ TEMPORAL_TLS: "perhaps" }, "TEMPORAL_TLS=perhaps must be true or false: see .env.example."],
    [{ IMAP_URL: "mail.example.vn" }, /^IMAP_URL must be a URL such as imaps:/],
    [{ IMAP_URL: "imaps://mail.example.vn" }, /^IMAP_URL must name a user and a password/],
    [{ IMAP_URL: "imaps://u:50%@mail.example.vn" }, /^IMAP_URL has a % that begins no character/],
    [{ IMAP_URL: "imap://u@x:secret-words@" }, /^IMAP_URL must be a URL(?!.*secret-words)/],
    [{ SMTP_URL: "mail.example.vn" }, /^SMTP_URL must be a URL such as smtp:/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL=loud must be debug, info, warn or error/],
    [{ MAIL_FROM: "nobody" }, /^MAIL_FROM=nobody must be an address/],
    [{ PLENUM_DATTA: "x" }, /^PLENUM_DATTA is not a setting of Plenum/],
    [{ TEMPORAL_API_KEY: "k" }, /^TEMPORAL_API_KEY is set, but TEMPORAL_ADDRESS is not/],
    [
      { TEMPORAL_ADDRESS: "a:1", TEMPORAL_TLS_CA: "/nowhere.pem" },
      "TEMPORAL_TLS_CA names /nowhere.pem, which cannot be read.",
    ],
  ])("%o", (environment, sentence) => {
    expect(() => readConfig(environment, cwd)).toThrow(ConfigError);
    expect(() => readConfig(environment, cwd)).toThrow(sentence);
  });

  test("without its value when that may hold a password", () => {
    const wrong = { DATABASE_URL: "mysql://root:geheim@db/x" };
    expect(() => readConfig(wrong, cwd)).toThrow(/^DATABASE_URL must be(?!.*geheim)/);
  });

  test("with the file it stands in", () => {
    writeFileSync(join(cwd, ".env"), "PORT=web\n");
    expect(() => readConfig({}, cwd)).toThrow(`PORT=web in ${join(cwd, ".env")} must be a number`);
    rmSync(join(cwd, ".env"));
  });
});
