import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request } from "express";
import { MAX_ATTACHMENT, sniffedKind } from "#domain/attachment.ts";
import { ApiError } from "./errors.ts";

const SAMPLE = 64 * 1024;
/** Control characters that no plain text has. */
const NOT_TEXT = /[^\P{Cc}\t\n\r\f]/u;

export interface Upload {
  /** Where it lies until it is kept. */
  readonly file: string;
  readonly size: number;
  readonly hash: string;
  readonly kind: NonNullable<ReturnType<typeof sniffedKind>>;
}

/**
 * Takes a file from a request's body as it comes, onto the disk, and tells by its bytes what it is; the file is
 * gone when `work` ends.
 * @throws ApiError too_large, file_kind, malformed_request
 */
export async function withUpload<T>(
  request: Request,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const limit = `${MAX_ATTACHMENT / 1024 / 1024} MB`;
  if (Number(request.get("Content-Length") ?? 0) > MAX_ATTACHMENT)
    throw new ApiError("too_large", { limit });
  const folder = await mkdtemp(join(tmpdir(), "plenum-upload-"));
  try {
    const file = join(folder, "body");
    const seen = watched();
    await pipeline(request, seen.stream, createWriteStream(file, { mode: 0o600 })).catch(
      (error: unknown) => {
        if (error instanceof ApiError) throw error;
        throw new ApiError("malformed_request", { reason: "the file did not arrive whole" });
      },
    );
    const { size, sample } = seen.told();
    const kind = sniffedKind(sample);
    if (size === 0 || kind === null) throw new ApiError("file_kind");
    return await work({ file, size, hash: seen.hash(), kind });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Counts, hashes and samples what passes. */
function watched() {
  const hash = createHash("sha256");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  let plain = true;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  const stillPlain = (chunk?: Buffer): boolean => {
    try {
      return !NOT_TEXT.test(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    } catch {
      return false;
    }
  };
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > MAX_ATTACHMENT)
        return done(new ApiError("too_large", { limit: `${MAX_ATTACHMENT / 1024 / 1024} MB` }));
      hash.update(chunk);
      if (plain) plain = stillPlain(chunk);
      if (head.length < SAMPLE) head = Buffer.concat([head, chunk]).subarray(0, SAMPLE);
      tail = Buffer.concat([tail, chunk]).subarray(-SAMPLE);
      done(null, chunk);
    },
  });
  return {
    stream,
    hash: (): string => hash.digest("hex"),
    told: () => ({ size, sample: { head, tail, plain: plain && stillPlain() } }),
  };
}
