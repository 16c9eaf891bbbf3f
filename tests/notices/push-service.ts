import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What a browser got, as it decrypts it. */
export interface Pushed {
  readonly browser: string;
  readonly headers: IncomingHttpHeaders;
  /** Whose key has signed the call, where the signature, its audience and its time are right. */
  readonly signedBy: string | null;
  readonly words: {
    readonly id: string;
    readonly title: string;
    readonly sentence: string;
    readonly link: string;
  };
  readonly bytes: number;
}

/** A real push service on loopback with its browsers, each with keys of its own (RFC 8030, 8188, 8291, 8292). */
export interface PushService {
  readonly host: string;
  readonly pushed: readonly Pushed[];
  /** The status it answers with for a browser. */
  verdict: (browser: string) => number;
  /** What `pushManager.subscribe()` gives the page of a browser. */
  subscribe(browser: string): {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  close(): Promise<void>;
}

export async function pushService(): Promise<PushService> {
  const browsers = new Map<string, { pair: ReturnType<typeof createECDH>; auth: Buffer }>();
  const pushed: Pushed[] = [];
  const told: Pick<PushService, "verdict"> = { verdict: () => 201 };
  let origin = "";
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const browser = decodeURIComponent((request.url ?? "").replace("/push/", ""));
      const known = browsers.get(browser);
      const status = known ? told.verdict(browser) : 404;
      if (known && status < 300) {
        const body = Buffer.concat(parts);
        pushed.push({
          browser,
          headers: request.headers,
          signedBy: signerOf(request.headers.authorization ?? "", origin),
          words: JSON.parse(decrypted(body, known.pair, known.auth)),
          bytes: body.length,
        });
      }
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  return Object.assign(told, {
    host,
    pushed,
    subscribe: (browser: string) => {
      const pair = createECDH("prime256v1");
      const p256dh = pair.generateKeys().toString("base64url");
      const auth = randomBytes(16);
      browsers.set(browser, { pair, auth });
      const endpoint = `${origin}/push/${encodeURIComponent(browser)}`;
      return { endpoint, keys: { p256dh, auth: auth.toString("base64url") } };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

/** RFC 8291: as the browser does it. */
function decrypted(body: Buffer, pair: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const theirs = body.subarray(21, 21 + length);
  const hkdf = (key: Buffer, by: Buffer, info: Buffer, bytes: number): Buffer =>
    Buffer.from(hkdfSync("sha256", key, by, info, bytes));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), theirs]);
  const ikm = hkdf(pair.computeSecret(theirs), auth, info, 32);
  const key = hkdf(ikm, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = hkdf(ikm, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const sealed = body.subarray(21 + length);
  const cipher = createDecipheriv("aes-128-gcm", key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  // The last record ends with 2 and zeros.
  return plain.subarray(0, plain.lastIndexOf(2)).toString("utf8");
}

/** RFC 8292. */
function signerOf(authorization: string, origin: string): string | null {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  if (point.length !== 65) return null;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((one) =>
    one.toString("base64url"),
  );
  const jwk = { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const right = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
  const now = Date.now() / 1_000;
  const timely = exp > now && exp <= now + 86_400 && /^(mailto|https):/.test(sub);
  return right && aud === origin && timely ? key : null;
}
