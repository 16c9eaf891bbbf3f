import { rungFormula } from "#domain/climb.ts";
import { instantWords } from "#domain/date-words.ts";
import { reasonWords } from "#domain/notice-reason.ts";
import type { Text } from "#domain/text.ts";
import { type OwedFacts, owedWords, whyWords } from "#domain/why.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import { holdersOf } from "#prisma/sql/read/holder.ts";
import {
  type ExplainedMessage,
  type ExplainedObligation,
  explainedNotice,
  explainedObligation,
  obligationOfNotice,
} from "#prisma/sql/read/why.ts";
import { scopeIn } from "../access.ts";
import type { NextOfObligation } from "../contract-why.ts";
import { ApiError } from "../errors.ts";
import { nextRungs } from "../next-rungs.ts";
import type { Deps, Handlers } from "../router.ts";

/** Why a notice went, why others did not get it, and what comes next. Rights are those of the ledger. */
export function whyRoutes({ pool }: Deps): Pick<Handlers, "why" | "nextOfObligation"> {
  return {
    why: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const notice = await explainedNotice(pool, scope, params.notice);
      const owed = notice && (await obligationOfNotice(pool, scope, notice));
      if (!notice || !owed) throw new ApiError("not_found", { what: params.notice });
      const { campaign: definition } = await definitionOf(pool, scope);
      const mine = notice.messages.filter(
        ({ person }) => account.person === null || person === account.person,
      );
      const others = notice.messages.length - mine.length;
      const holder = await holdersOf(pool, scope, [owed.post, ...mine.map(({ post }) => post)]);
      const next = await nextRungs(pool, scope, definition, owed);
      const ladder = definition.template.ladders[owed.ladder] ?? null;
      const sentences = [
        ...whyWords({
          ...notice,
          ladder,
          messages: mine.map((message) => factsOf(message, holder(message.post).title)),
          others,
          owed: owedFacts(owed, holder(owed.post).title),
        }),
        ...nextWords(next, owed.status === "open"),
      ];
      const messages = mine.map((message) => ({
        ...message,
        postTitle: holder(message.post).title,
        deliveries: [...message.deliveries],
      }));
      return {
        status: 200,
        body: {
          ...notice,
          formula: rungFormula(ladder, notice.rung),
          obligation: { ...owed, postTitle: holder(owed.post).title },
          messages,
          others,
          next,
          sentences,
        },
      };
    },
    nextOfObligation: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const owed = await explainedObligation(pool, scope, params.obligation);
      if (!owed) throw new ApiError("not_found", { what: params.obligation });
      const { campaign: definition } = await definitionOf(pool, scope);
      const ladder = definition.template.ladders[owed.ladder] ?? null;
      const postTitle = (await holdersOf(pool, scope, [owed.post]))(owed.post).title;
      const next = await nextRungs(pool, scope, definition, owed);
      const sofar = owed.notices.flatMap(({ id, rung, at, status, reason }) =>
        status === "open"
          ? []
          : [{ notice: id, rung, formula: rungFormula(ladder, rung), at, status, reason }],
      );
      const sentences = [
        owedWords(owedFacts(owed, postTitle)),
        ...nextWords(next, owed.status === "open"),
      ];
      return { status: 200, body: { obligation: { ...owed, postTitle }, sofar, next, sentences } };
    },
  };
}

const owedFacts = ({ title, unitName, ...owed }: ExplainedObligation, post: Text): OwedFacts => ({
  ...owed,
  post,
  step: title,
  unit: unitName,
});

function factsOf({ deliveries, ...message }: ExplainedMessage, post: Text) {
  const last = deliveries.at(-1) ?? null;
  return { ...message, post, attempts: deliveries.length, last };
}

/** The remaining ladder in sentences, each rung with whom it would go to today. */
function nextWords(next: NextOfObligation["next"], open: boolean): Text[] {
  if (next.length === 0)
    return open
      ? [
          {
            vi: "Thang nhắc đã hết, không còn lời nhắc nào.",
            en: "The ladder is at its end: nothing more is sent.",
          },
        ]
      : [];
  return next.map(({ rung, at, to }) => {
    const when = instantWords(at);
    const names = (l: keyof Text): string =>
      to
        .map(({ name, title, reason }) => {
          const who = name === null ? title[l] : `${name} (${title[l]})`;
          return reason === null ? who : `${who} – ${reasonWords(reason)[l]}`;
        })
        .join(", ");
    return {
      vi: `Tiếp theo, nếu chưa xong: «${rung}» lúc ${when}, tới ${names("vi")}.`,
      en: `Next, if it is not done: “${rung}” at ${when}, to ${names("en")}.`,
    };
  });
}
