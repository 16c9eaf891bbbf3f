import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { CommandError } from "./failure.ts";

const FORMAT = "plenum-audit/1";

const HEAD = z.object({ format: z.literal(FORMAT), chain: z.string(), entries: z.int() });
const ENTRY = z.object({ n: z.int(), entry: z.string(), hash: z.string() });
const END = z.object({
  head: z.object({ n: z.int(), hash: z.string(), until: z.string().nullable() }),
  signature: z.object({ key: z.string(), at: z.string(), value: z.string() }),
});

/** What an exported chain was found to be. */
export interface VerifiedFile {
  readonly chain: string;
  readonly entries: number;
  readonly hash: string;
  /** When the newest entry was recorded: up to then the file proves itself. */
  readonly until: string | null;
  /** Whose signature stands under it. */
  readonly key: string;
  readonly wrong: readonly string[];
}

/** What the file must agree with: kept somewhere else than the file and the database. */
export interface Kept {
  readonly key: string | null;
  /** `<n>:<hash>` of an earlier head. */
  readonly head: string | null;
}

/** Checks an exported audit chain by itself, without a database. @throws CommandError when it is no such file */
export async function verifyAuditFile(path: string, kept: Kept): Promise<VerifiedFile> {
  const wrong: string[] = [];
  const keptHead = kept.head === null ? null : parseHead(kept.head);
  let chain: string | null = null;
  let end: z.infer<typeof END> | null = null;
  let hash = "";
  let n = 0;
  let keptSeen = keptHead === null;
  for await (const line of createInterface({ input: createReadStream(path, "utf8") })) {
    const content = jsonOf(line, path);
    if (chain === null) {
      const head = HEAD.safeParse(content);
      if (!head.success)
        throw new CommandError(
          `${path} is no exported audit chain: its first line must say "${FORMAT}".`,
          2,
        );
      chain = head.data.chain;
      continue;
    }
    if (end !== null) {
      wrong.push("There is something after the end of the file.");
      break;
    }
    const entry = ENTRY.safeParse(content);
    if (entry.success) {
      n += 1;
      hash = createHash("sha256")
        .update(hash + entry.data.entry)
        .digest("hex");
      if (entry.data.n !== n || entry.data.hash !== hash) {
        wrong.push(`Entry ${entry.data.n} (line ${n + 1}) does not follow from those before it.`);
        break;
      }
      if (keptHead?.n === n) keptSeen = keptHead.hash === hash;
    } else end = END.safeParse(content).data ?? null;
  }
  if (chain === null) throw new CommandError(`${path} is empty.`, 2);
  if (end === null && wrong.length === 0)
    wrong.push("The end of the file is missing: entries may be, too.");
  if (end !== null) wrong.push(...wrongEnd(chain, { n, hash }, end, kept.key));
  if (!keptSeen) wrong.push(`Entry ${keptHead?.n} is not the one whose head was kept.`);
  const { until = null } = end?.head ?? {};
  return { chain, entries: n, hash, until, key: end?.signature.key ?? "", wrong };
}

function wrongEnd(
  chain: string,
  reached: { readonly n: number; readonly hash: string },
  { head, signature }: z.infer<typeof END>,
  key: string | null,
): string[] {
  const wrong: string[] = [];
  if (head.n !== reached.n || head.hash !== reached.hash)
    wrong.push(`The file ends at entry ${reached.n}, but its head is of entry ${head.n}.`);
  const signed = [FORMAT, chain, head.n, head.hash, signature.at].join("\n");
  if (!isSigned(signed, signature)) wrong.push("The signature is not of this head.");
  if (key !== null && key !== signature.key)
    wrong.push("It is signed with another key than the one given.");
  return wrong;
}

function isSigned(
  text: string,
  { key, value }: { readonly key: string; readonly value: string },
): boolean {
  try {
    const shown = createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });
    return verify(null, Buffer.from(text), shown, Buffer.from(value, "base64"));
  } catch {
    return false;
  }
}

function jsonOf(line: string, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new CommandError(`${path} has a line that is no JSON: ${line.slice(0, 60)}`, 2);
  }
}

function parseHead(text: string): { readonly n: number; readonly hash: string } {
  const [, n, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (n === undefined || hash === undefined)
    throw new CommandError(
      `--head ${text}: write it as <number>:<hash>, as a verified file shows it.`,
      2,
    );
  return { n: Number(n), hash };
}
