import {
  DomainError,
  type DomainErrorCode,
  REFUSALS,
  type RefusalData,
  refusalWords,
} from "#domain/errors.ts";
import type { Language, Text } from "#domain/text.ts";
import type { Problem } from "./contract.ts";
import { API_PROBLEMS } from "./refusals.ts";

/** The HTTP status of every refusal by the rules: the one place where the two meet. */
export const REFUSAL_STATUS = {
  step_unknown: 404,
  step_not_open: 409,
  step_waits: 409,
  wrong_kind: 422,
  not_entitled: 403,
  not_clerk: 403,
  four_eyes: 403,
  already_decided: 409,
  out_of_order: 409,
  content_changed: 409,
  reason_missing: 422,
  returns_used_up: 409,
  occurred_in_future: 422,
  evidence_missing: 409,
  second_person_needed: 403,
  override_expired: 409,
  quorum_missing: 409,
  over_quota: 422,
  nominee_unknown: 422,
  date_not_working: 422,
  date_in_past: 422,
  change_unknown: 422,
  change_nothing: 409,
  change_settled: 409,
  change_root: 422,
  change_pilot: 409,
  change_outdated: 409,
  change_decided: 409,
  change_declined: 409,
  change_told: 409,
  change_touched: 409,
  own_appointment: 403,
  appointment_dates: 422,
  appointment_overlaps: 409,
  appointment_same: 409,
  appointment_vacant: 409,
  cycle_not_running: 409,
  conference_not_yet: 422,
  later_steps_done: 409,
  occurred_before_begin: 422,
  number_missing: 409,
  nothing_owed: 409,
  not_extendable: 422,
  extension_not_later: 422,
  extension_asked: 409,
  extension_not_asked: 409,
  no_superior: 409,
  seen_past_due: 422,
  reminded_today: 409,
} as const satisfies Record<DomainErrorCode, number>;

export type ApiErrorCode = keyof typeof API_PROBLEMS;

type Faults = NonNullable<Problem["problems"]>;

/** A refusal by the API itself. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly data: RefusalData;
  readonly faults: Faults | undefined;

  constructor(code: ApiErrorCode, data: RefusalData = {}, faults?: Faults) {
    super(API_PROBLEMS[code][2]);
    this.name = "ApiError";
    this.code = code;
    this.data = data;
    this.faults = faults;
  }
}

/** Words of a code in both languages. */
export const refusalText = (code: string, data: RefusalData): Text =>
  statusAndWords(code, data).words;

const isRefusal = (code: string): code is DomainErrorCode => Object.hasOwn(REFUSALS, code);
const isApiCode = (code: string): code is ApiErrorCode => Object.hasOwn(API_PROBLEMS, code);

function fill(words: string, data: RefusalData): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
}

/** Status and words of a code, the domain's or the API's own; an unknown one is our own fault. */
export function statusAndWords(code: string, data: RefusalData): { status: number; words: Text } {
  if (isRefusal(code)) return { status: REFUSAL_STATUS[code], words: refusalWords(code, data) };
  if (!isApiCode(code)) return { status: 500, words: { vi: code, en: code } };
  const [status, vi, en] = API_PROBLEMS[code];
  return { status, words: { vi: fill(vi, data), en: fill(en, data) } };
}

/** The problem document of a code, in the reader's language and in both. */
export function problemOf(
  code: string,
  data: RefusalData,
  language: Language,
  faults?: Faults,
): Problem {
  const { status, words } = statusAndWords(code, data);
  return {
    type: `urn:plenum:problem:${code}`,
    title: code.replaceAll("_", " "),
    status,
    detail: words[language],
    code,
    words,
    data,
    ...(faults ? { problems: faults } : {}),
  };
}

const UNAVAILABLE =
  /^(ECONN|EPIPE|ENOTFOUND|08|53|57P)|terminated|timeout exceeded when trying|Client has encountered/;
const TOO_SLOW = new Set(["40001", "40P01", "55P03", "57014"]);
const NOT_TEXT = new Set(["22021", "22P05"]);

const field = (error: unknown, name: string): string => {
  const value = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : "";
};

/** Any error as a problem: refusals by their code, Express' and Postgres' by theirs, the rest as ours. */
export function toProblem(error: unknown, trace: string, language: Language): Problem {
  if (error instanceof ApiError) return problemOf(error.code, error.data, language, error.faults);
  if (error instanceof DomainError) return problemOf(error.code, error.data, language);
  const type = field(error, "type");
  const code = field(error, "code");
  const message = error instanceof Error ? error.message : "";
  if (type === "entity.too.large")
    return problemOf("too_large", { limit: limitOf(error) }, language);
  if (type.endsWith(".unsupported"))
    return problemOf("unsupported_media", { given: message, wanted: "UTF-8" }, language);
  if (type !== "" || error instanceof URIError)
    return problemOf("malformed_request", { reason: message }, language);
  if (TOO_SLOW.has(code) || message === "Query read timeout")
    return problemOf("timeout", {}, language);
  if (NOT_TEXT.has(code)) return problemOf("malformed_text", {}, language);
  if (UNAVAILABLE.test(code) || UNAVAILABLE.test(message))
    return problemOf("unavailable", {}, language);
  return problemOf("internal", { trace }, language);
}

function limitOf(error: unknown): string {
  const limit = error instanceof Error ? Number(Reflect.get(error, "limit")) : 0;
  return limit > 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MB` : `${limit / 1024} kB`;
}
