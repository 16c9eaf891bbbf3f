import type { StepView } from "#api/contract-step.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import { HolderName } from "./holder.tsx";

type Decision = NonNullable<StepView["decision"]>;

/** Who has to approve, and who has: the name of the day stays with the decision. */
export function Decisions({ decision }: { readonly decision: Decision }) {
  const { given } = decision;
  const { t, say } = useSpeech();
  return (
    <section>
      <h3>
        {t("step_decisions")}{" "}
        <span className="soft">
          {t("step_decisions_n", { have: given.length, need: decision.need })}
        </span>
      </h3>
      <ul className="people">
        {decision.approvers.map((approver) => {
          const own = given.find((one) => one.post === approver.post);
          return (
            <li key={approver.post}>
              <Mark look={own === undefined ? "not_begun" : "done"} />
              <span>
                {own === undefined ? (
                  <HolderName holder={approver} />
                ) : (
                  <>
                    {say(approver.title)} · <b>{own.name}</b>{" "}
                    <span className="soft">{stamp(own.at)}</span>
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function Receipts({ receipts }: { readonly receipts: StepView["receipts"] }) {
  const { t } = useSpeech();
  const have = receipts.filter((one) => one.acknowledgedAt !== null).length;
  return (
    <section>
      <h3>
        {t("step_receipts")}{" "}
        <span className="soft">{t("step_receipts_n", { have, need: receipts.length })}</span>
      </h3>
      <ul className="people">
        {receipts.map(({ who, acknowledgedAt }) => (
          <li key={who.post}>
            <Mark look={acknowledgedAt === null ? "not_begun" : "done"} />
            <span>
              <HolderName holder={who} unit />{" "}
              <span className="soft">
                {acknowledgedAt === null ? t("step_not_acknowledged") : stamp(acknowledgedAt)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
