import type { NextOfObligation, WhyNotice } from "#api/contract-why.ts";
import type { Language } from "#domain/text.ts";
import { callApi } from "./api-client.ts";
import { CommandError } from "./failure.ts";

/** Segments of an obligation's id behind its campaign: unit, step, act, post (with its unit), round. */
const isRound = (segment: string | undefined): boolean => /^\d+$/.test(segment ?? "");

/**
 * Asks for the explanation of a notice or an obligation. An obligation's id ends with its round, a notice's with
 * its channel.
 * @throws CommandError where the id is neither, or nothing is known of it
 */
export async function explain(
  id: string,
  language: Language,
): Promise<WhyNotice | NextOfObligation> {
  const [campaign, ...rest] = id.normalize("NFC").split("/");
  if (!campaign || rest.length < 4)
    throw new CommandError(
      `${id} is no notice and no obligation: plenum notices shows their ids.`,
      2,
    );
  const at = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const path = isRound(rest.at(-1))
    ? `${at}/obligations/${encodeURIComponent(rest.join("/"))}/next`
    : `${at}/notices/${encodeURIComponent(id.normalize("NFC"))}/why`;
  return await callApi({ method: "GET", path, language });
}
