import { chasingLetter, type LateLine } from "#domain/chasing-letter.ts";
import { DomainError } from "#domain/errors.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import type { Names } from "#domain/wait-words.ts";
import type { Reader } from "#prisma/client.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import { holdersOf } from "#prisma/sql/read/holder.ts";
import { lateObligations } from "#prisma/sql/read/lateness.ts";
import { type Scope, seesStep, unitsOf } from "#prisma/sql/read/scope.ts";
import { remindByHand } from "#prisma/sql/remind.ts";
import { scopeIn } from "../access.ts";
import { ApiError } from "../errors.ts";
import { once } from "../idempotency.ts";
import { refusedInNames } from "../refused.ts";
import type { Deps, Handlers } from "../router.ts";

/** Chasing by hand: a sentence of one's own to who is late, and the letter that lists them. */
export function remindRoutes({ pool }: Deps): Pick<Handlers, "remind" | "chasingLetter"> {
  return {
    remind: async ({ account, params, body, write }) => {
      const { person } = account;
      if (person === null) throw new ApiError("not_yours");
      const scope = await scopeIn(pool, account, params.campaign);
      if (unitsOf(scope, "remind")?.length === 0) throw new ApiError("not_yours");
      const obligation = "obligation" in body ? body.obligation : null;
      const reminder = { scope, person, obligation, sentence: body.sentence.normalize("NFC") };
      try {
        const done = await once(pool, write, (tx) => remindByHand(tx, reminder));
        const { reminded, already } = done.body;
        return { status: 200, body: { reminded: [...reminded], already } };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        throw await refusedInNames(pool, params.campaign, error.code, error.data);
      }
    },
    chasingLetter: async ({ account, params, response }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const letter = await letterOf(pool, scope);
      response.status(200).type("text/markdown; charset=utf-8").send(letter);
      return null;
    },
  };
}

async function letterOf(db: Reader, scope: Scope): Promise<string> {
  const { campaign, names } = await definitionOf(db, scope);
  const late = (await lateObligations(db, scope)).filter(({ unit, step }) =>
    seesStep(scope, unit, step),
  );
  const holder = await holdersOf(
    db,
    scope,
    late.map(({ post }) => post),
  );
  const lines = late.map(({ unit, step, act, post, due, cause }): LateLine => {
    const { title, unitName, name } = holder(post);
    return {
      unit: unitName ?? vi(names.unit(unit)),
      step: vi(names.step(unit, step)),
      act: act as ObligationAct,
      post: title.vi,
      person: name,
      due,
      cause,
    };
  });
  const root = campaign.units.find((unit) => unit.parent === null);
  return chasingLetter({
    issuer: root?.name ?? "",
    campaign: campaign.title.vi,
    now: scope.now,
    late: lines,
  });
}

const vi = (name: ReturnType<Names["unit"]>): string => (typeof name === "string" ? name : name.vi);
