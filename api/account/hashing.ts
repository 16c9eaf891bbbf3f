import { randomBytes } from "node:crypto";
import { Worker } from "node:worker_threads";
import { sameLetters } from "#domain/password.ts";
import { ApiError } from "../errors.ts";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. They are kept with every hash. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Waiting for the thread: more would only make everybody wait longer than their browser does. */
const MOST_WAITING = 64;
const PAUSE_S = 5;

type Ask =
  | { readonly password: string; readonly hash: string }
  | {
      readonly password: string;
      readonly salt: Uint8Array;
      readonly memorySize: number;
      readonly iterations: number;
      readonly parallelism: number;
      readonly hashLength: number;
    };

interface Waiting {
  readonly resolve: (answer: string | boolean) => void;
  readonly reject: (error: Error) => void;
}

let thread: Worker | null = null;
let last = 0;
const waiting = new Map<number, Waiting>();

/** @throws ApiError too_many_requests when too many wait already */
function inThread(ask: Ask): Promise<string | boolean> {
  if (waiting.size >= MOST_WAITING) throw new ApiError("sign_in_later", { seconds: PAUSE_S });
  thread ??= begin();
  last += 1;
  const id = last;
  const answer = new Promise<string | boolean>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
  });
  thread.postMessage({ id, ask });
  return answer;
}

interface Said {
  readonly id: number;
  readonly answer?: string | boolean;
  readonly failure?: string;
}

function begin(): Worker {
  const worker = new Worker(new URL("./argon2.js", import.meta.url), { execArgv: [] });
  worker.unref();
  worker.on("message", ({ id, answer, failure }: Said) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) one?.resolve(answer ?? false);
    else one?.reject(new Error(failure));
  });
  worker.on("error", (error) => {
    thread = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  });
  return worker;
}

/** The password as it is kept: argon2id in PHC form, with its own salt. */
export async function hashPassword(password: string): Promise<string> {
  const hash = await inThread({
    password: sameLetters(password),
    salt: randomBytes(SALT_BYTES),
    memorySize: MEMORY_KIB,
    iterations: PASSES,
    parallelism: LANES,
    hashLength: HASH_BYTES,
  });
  return String(hash);
}

/** A hash of nobody's password: a login that is not known takes as long as one that is. */
let nobodys: Promise<string> | null = null;

export interface Verified {
  readonly right: boolean;
  /** Kept with weaker parameters than today's: to be hashed again. */
  readonly outdated: boolean;
}

/** Whether it is the password; `null` = there is none, which takes as long. */
export async function verifyPassword(password: string, kept: string | null): Promise<Verified> {
  nobodys ??= hashPassword(randomBytes(SALT_BYTES).toString("hex"));
  const hash = kept ?? (await nobodys);
  const right = (await inThread({ password: sameLetters(password), hash })) === true;
  return { right: right && kept !== null, outdated: !hash.includes(PARAMETERS) };
}

const PARAMETERS = `$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$`;
