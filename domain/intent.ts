import { returnsIt, type Script, votesFor } from "./behaviour.ts";
import type { PersonCommand } from "./command.ts";
import type { Obligation } from "./obligation.ts";
import type { ObligationAct } from "./obligation-act.ts";
import type { PlannedStep } from "./step.ts";

/** What an actor of a rehearsal sees of the step before acting; the same in the domain and over HTTP. */
export interface ActorView {
  readonly step: Pick<PlannedStep, "id" | "title" | "kind">;
  readonly unitName: string;
  readonly round: number;
  /** Hash of the content handed in, where there is one to decide on. */
  readonly hash: string | null;
  /** Models the actor may put forward, vote for, or enter an answer on. */
  readonly nominees: readonly string[];
  /** Whose later date is to be decided on. */
  readonly asked?: { readonly act: ObligationAct; readonly post: string } | undefined;
  /** How many nominees may be put forward at most. */
  readonly quota: number;
}

/** What the actor does: a draft first where one is owed, then a command; or a fact. */
export type Intent =
  | {
      readonly kind: "command";
      readonly draft: Draft | null;
      readonly command: (hash: string) => PersonCommand;
    }
  | { readonly kind: "vote"; readonly choices: readonly string[] }
  | { readonly kind: "acknowledge" };

export interface Draft {
  readonly title: string;
  readonly content: string;
}

/** An actor's act on an obligation, by the script. */
export function intentOf(obligation: Obligation, view: ActorView, script: Script): Intent {
  const { round } = view;
  const step = view.step.id;
  const plainly = (command: PersonCommand): Intent => ({
    kind: "command",
    draft: null,
    command: () => command,
  });
  switch (obligation.act) {
    case "draft":
    case "correct":
    case "submit":
      return {
        kind: "command",
        draft: draftOf(view),
        command: (hash) => ({
          type: "submit",
          step,
          round,
          hash,
          nominees: view.nominees.slice(0, view.quota),
        }),
      };
    case "approve":
    case "accept": {
      const hash = view.hash ?? "";
      return plainly(
        returnsIt(obligation, script)
          ? {
              type: "return",
              step,
              round,
              hash,
              reasons: [{ field: null, text: "Bổ sung số liệu minh chứng." }],
            }
          : { type: "approve", step, round, hash },
      );
    }
    case "issue":
      return plainly({ type: "issue", step, round, hash: view.hash ?? "" });
    case "do":
      // A ballot without voters is closed by its chair.
      return plainly({
        type: view.step.kind === "ballot" ? "close_ballot" : "complete",
        step,
        round,
      });
    case "hold":
      return plainly({ type: "hold", step, round, attendance: 40 + (view.unitName.length % 60) });
    case "open_gate":
      return plainly({ type: "open_gate", step, round });
    case "vote":
      return { kind: "vote", choices: votesFor(obligation, view.nominees, script) };
    case "acknowledge":
      return { kind: "acknowledge" };
    case "decide_extension":
      return plainly({
        type: "grant_extension",
        step,
        round,
        act: view.asked?.act ?? "do",
        post: view.asked?.post ?? "",
        reason: "Lý do chính đáng.",
      });
    default:
      return obligation.act satisfies never;
  }
}

function draftOf(view: ActorView): Draft {
  const title = `${view.step.title.vi} · ${view.unitName}`.normalize("NFC");
  const content = `Bản diễn tập, lần ${view.round}.`;
  return { title, content: content.normalize("NFC") };
}
