import type { InboxItem } from "#api/contract-step.ts";
import type { Script } from "#domain/behaviour.ts";
import { intentOf } from "#domain/intent.ts";
import type { Obligation } from "#domain/obligation.ts";
import type { Instant } from "#domain/time.ts";
import { type Api, allPages, HttpProblem } from "./http.ts";

/**
 * One actor acts on one obligation, with no more than a person has: their own token, their own inbox, HTTP.
 * Answers `done`, or the code of the refusal.
 */
export async function act(
  api: Api,
  campaign: string,
  obligation: Obligation,
  script: Script,
): Promise<string> {
  const inbox = await allPages<InboxItem>(
    api,
    `/api/inbox?campaign=${encodeURIComponent(campaign)}`,
  );
  const item = inbox.find(
    (one) => one.obligation.endsWith(obligation.id) && one.post === obligation.post,
  );
  if (!item) return "not_in_inbox";
  const view = {
    step: { id: item.step, title: item.title, kind: item.kind },
    unitName: item.unitName,
    round: item.round,
    hash: item.hash,
    nominees: (item.choices?.models ?? []).map((model) => model.id).sort(),
    quota: item.choices?.atMost ?? 0,
  };
  const intent = intentOf(obligation, view, script);
  const step = `/api/campaigns/${encodeURIComponent(campaign)}/units/${encodeURIComponent(item.unit)}/steps/${encodeURIComponent(item.step)}`;
  try {
    switch (intent.kind) {
      case "acknowledge":
        await api.send("POST", `${step}/acknowledge`, { post: item.post, round: item.round });
        return "done";
      case "vote":
        await api.send("POST", `${step}/votes`, {
          post: item.post,
          round: item.round,
          choices: intent.choices,
        });
        return "done";
      case "command": {
        const hash = intent.draft
          ? await draft(api, step, item.round, intent.draft)
          : (item.hash ?? "");
        const { step: _, ...body } = intent.command(hash);
        return await outcome(api, await api.send<Command>("POST", `${step}/acts`, body));
      }
      default:
        return intent satisfies never;
    }
  } catch (error) {
    if (error instanceof HttpProblem && error.status < 500) return error.code;
    throw error;
  }
}

interface Command {
  readonly id: string;
  readonly status: "open" | "done" | "refused";
  readonly refusal: { readonly code: string } | null;
}

async function draft(
  api: Api,
  step: string,
  round: number,
  words: { readonly title: string; readonly content: string },
): Promise<string> {
  const saved = await api.send<{ hash: string }>("PUT", `${step}/draft`, { ...words, round });
  return saved.hash;
}

/** A command that is still open (202) is looked up until it is decided: the engine may be restarting. */
async function outcome(api: Api, command: Command): Promise<string> {
  let seen = command;
  for (let tries = 0; seen.status === "open" && tries < 600; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    seen = await api.get<Command>(`/api/commands/${encodeURIComponent(command.id)}`);
  }
  if (seen.status === "done") return "done";
  return seen.refusal?.code ?? "undecided";
}

export type ActedAt = {
  readonly at: Instant;
  readonly obligation: string;
  readonly result: string;
};
