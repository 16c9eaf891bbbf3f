import type { Request, Response } from "express";
import type { Text } from "#domain/text.ts";
import type { MailLink } from "#prisma/sql/mail-link.ts";
import type { Account } from "#prisma/sql/token.ts";
import type { ActBody } from "./contract-act.ts";
import { ApiError } from "./errors.ts";
import { accountKey, hashOfRequest } from "./idempotency.ts";
import type { Call, Handlers } from "./router.ts";

/** What a link's page shows of the step: as much as the person may know of it. */
export interface LinkView {
  readonly title: Text;
  readonly unitName: string;
  readonly document: { readonly title: string; readonly content: string } | null;
  /** What a decision is bound to. */
  readonly hash: string | null;
  readonly nominees: readonly string[];
}

/** The step as the person reads it in the app; null where they may not know of it any more. */
export async function viewByLink(handlers: Handlers, link: MailLink): Promise<LinkView | null> {
  const { campaign, unit, step } = link;
  const call = { account: accountBy(link), params: { campaign, unit, step } };
  try {
    const read = await handlers.step(call as unknown as Call<"step">);
    if (!read) return null;
    const { title, unitName, document, submitted, choices } = read.body;
    const titles = new Map(choices?.models.map((model) => [model.id, model.title]));
    const nominees = (submitted?.nominees ?? []).map((one) => titles.get(one) ?? one);
    const hash = submitted?.hash ?? document?.hash ?? null;
    return { title, unitName, document, hash: needsHash(link) ? hash : null, nominees };
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return null;
    throw error;
  }
}

const needsHash = ({ act }: MailLink): boolean => ["approve", "accept", "issue"].includes(act);

/**
 * Does what the page has asked, as the person, through the same door as the app: its rules and its rights. The
 * content's hash comes from the page that was shown, so that nothing else is approved than what was read.
 * Returns whether it is decided already.
 */
export async function actByLink(
  handlers: Handlers,
  link: MailLink,
  request: Request,
  response: Response,
): Promise<boolean> {
  const { campaign, unit, step, message, round, post } = link;
  const account = accountBy(link);
  const body = bodyOf(link, request.body);
  const requestHash = hashOfRequest("POST", `/do/${message}`, body);
  const write = { account: accountKey(account), key: `link-${message}`, requestHash };
  const call = { account, params: { campaign, unit, step }, write, request, response };
  if (link.act === "acknowledge") {
    const asked = { ...call, query: undefined, body: { post, round } };
    await handlers.acknowledge(asked as Call<"acknowledge">);
    return true;
  }
  const answer = await handlers.act({ ...call, query: undefined, body } as Call<"act">);
  return answer?.status === 200;
}

function bodyOf({ act, round }: MailLink, form: unknown): ActBody {
  const given = typeof form === "object" && form !== null ? Reflect.get(form, "hash") : null;
  const hash = typeof given === "string" && /^[0-9a-f]{64}$/.test(given) ? given : null;
  if (act === "do") return { type: "complete", round };
  if (act === "acknowledge") return { type: "complete", round };
  if (hash === null) throw new ApiError("malformed_request", { reason: "hash" });
  return act === "issue" ? { type: "issue", round, hash } : { type: "approve", round, hash };
}

/** The person, as far as this one question goes. */
const accountBy = ({ realm, person, message }: MailLink): Account => ({
  token: `link/${message}`,
  kind: "person",
  realm,
  person,
  label: "mail link",
});
