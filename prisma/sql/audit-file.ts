import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { Reader } from "#prisma/client.ts";
import { headOf } from "./read/audit-list.ts";
import { signingKey } from "./signing-key.ts";

/** Version of the file; docs/audit.md describes it. */
export const AUDIT_FORMAT = "plenum-audit/1";

/** Entries read at once. */
const PIECE = 1_000;

/** What precedes an Ed25519 seed in PKCS #8. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** This installation's key for heads of chains: the private one, and the public one as SPKI in base64. */
async function auditKey(db: Reader) {
  const seed = Buffer.from(await signingKey(db, "audit"), "base64url");
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
  const shown = createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64");
  return { key, shown };
}

export const auditPublicKey = async (db: Reader): Promise<string> => (await auditKey(db)).shown;

/** What a signature is over: which chain, how far, and when it was signed. */
export const signedText = (chain: string, n: number, hash: string, at: string): string =>
  [AUDIT_FORMAT, chain, n, hash, at].join("\n");

/**
 * A chain as one file, line by line: a head, each entry exactly as it was hashed, and the signed head of the chain.
 * It ends where the chain ended when it began.
 */
export async function* auditLines(db: Reader, chain: string): AsyncGenerator<string> {
  const head = await headOf(db, chain);
  const { key, shown } = await auditKey(db);
  const { rows } = await db.query<{ now: string }>(
    "SELECT date_trunc('milliseconds', clock_timestamp()) AS now",
  );
  const at = rows[0]?.now ?? "";
  const entries = head?.n ?? 0;
  const hash = head?.hash ?? "";
  const line = (content: object): string => `${JSON.stringify(content)}\n`;
  yield line({ format: AUDIT_FORMAT, chain, entries, exportedAt: at });
  for (let after = 0; after < entries; ) {
    const piece = await db.query<{ n: number; entry: string; hash: string }>(
      "SELECT n, entry, hash FROM audit WHERE campaign = $1 AND n > $2 AND n <= $3 ORDER BY n LIMIT $4",
      [chain, after, entries, PIECE],
    );
    const last = piece.rows.at(-1);
    // A gap is for the reader of the file to find.
    if (last === undefined) break;
    yield piece.rows.map(line).join("");
    after = last.n;
  }
  const signature = sign(null, Buffer.from(signedText(chain, entries, hash, at)), key);
  yield line({
    head: { n: entries, hash, until: head?.until ?? null },
    signature: { algorithm: "ed25519", key: shown, at, value: signature.toString("base64") },
  });
}
