import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 } from "#domain/sha256.ts";

test("the digest is SHA-256 of the text in UTF-8, whatever its length and letters", () => {
  const text = fc.string({ unit: "binary", maxLength: 200 });
  fc.assert(
    fc.property(text, (words) => {
      expect(sha256(words)).toBe(createHash("sha256").update(words).digest("hex"));
    }),
  );
});
