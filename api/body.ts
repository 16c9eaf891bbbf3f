import type { Request } from "express";
import type { z } from "zod";
import type { Route } from "./contract-routes.ts";
import { ApiError } from "./errors.ts";

const JSON_TYPES = ["application/json"];
const FILE_TYPES = [
  ...JSON_TYPES,
  "application/yaml",
  "application/x-yaml",
  "text/yaml",
  "text/x-yaml",
  "text/plain",
];

/**
 * The body of a request: a campaign file stays as it came, so that its reader sees every byte and
 * can name lines; everything else is JSON in NFC, parsed by the route's schema.
 * @throws ApiError unsupported_media, malformed_json, malformed_text, malformed_request
 */
export function readBody(route: Route, request: Request): unknown {
  const wanted = route.file === "text" ? FILE_TYPES : JSON_TYPES;
  if (!request.is(wanted)) {
    const given = request.get("Content-Type") ?? "";
    throw new ApiError("unsupported_media", { given, wanted: wanted.join(", ") });
  }
  const bytes: unknown = request.body;
  const content = Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
  if (route.file === "text") return content;
  return parseWith(route.body as NonNullable<Route["body"]>, parseJson(content));
}

function parseJson(content: Buffer): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === "string" ? kept(value) : value,
    );
  } catch (error) {
    if (error instanceof ApiError) throw error;
    const reason = error instanceof Error ? error.message.slice(0, 200) : "?";
    throw new ApiError("malformed_json", { reason });
  }
}

/** Postgres keeps no NUL and no half characters; everything is compared and hashed in NFC. */
function kept(value: string): string {
  if (value.includes("\0") || /\p{Cs}/u.test(value)) throw new ApiError("malformed_text");
  return value.normalize("NFC");
}

/** Parses with zod; every fault at once becomes one 400. */
export function parseWith<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 50).map((issue) => ({
    where: issue.path.join("."),
    line: null,
    words: { vi: issue.message, en: issue.message },
  }));
  const [first] = faults;
  const reason = first ? `${first.where || "body"}: ${first.words.en}` : "?";
  throw new ApiError("malformed_request", { reason }, faults);
}
