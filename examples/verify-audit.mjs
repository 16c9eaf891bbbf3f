#!/usr/bin/env node
// Proves an exported audit chain with nothing but Node: node verify-audit.mjs FILE [PUBLIC-KEY]
// Written from docs/audit.md alone, to show that anybody can.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const [file, trusted] = process.argv.slice(2);
if (file === undefined) {
  console.error("Usage: node verify-audit.mjs FILE [PUBLIC-KEY]");
  process.exit(2);
}
const fail = (words) => {
  console.error(`WRONG  ${words}`);
  process.exit(1);
};

let chain;
let end;
let count = 0;
let hash = "";
for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
  const content = JSON.parse(line);
  if (chain === undefined) {
    if (content.format !== "plenum-audit/1") fail("the first line names no format that is known");
    chain = content.chain;
  } else if (end !== undefined) {
    fail("something follows the end");
  } else if (content.head !== undefined) {
    end = content;
  } else {
    count += 1;
    hash = createHash("sha256")
      .update(hash + content.entry)
      .digest("hex");
    if (content.n !== count || content.hash !== hash)
      fail(`entry ${content.n} does not follow from those before it`);
  }
}
if (end === undefined) fail("the end is missing");
const { head, signature } = end;
if (head.n !== count || head.hash !== hash) fail("the head is not that of the last entry");
const signed = ["plenum-audit/1", chain, head.n, head.hash, signature.at].join("\n");
const key = createPublicKey({
  key: Buffer.from(signature.key, "base64"),
  format: "der",
  type: "spki",
});
if (!verify(null, Buffer.from(signed), key, Buffer.from(signature.value, "base64")))
  fail("the signature is not of this head");
if (trusted !== undefined && trusted !== signature.key) fail("it is signed with another key");
console.log(`${chain}: ${count} entries, proven up to ${head.until}. Nothing is wrong.`);
