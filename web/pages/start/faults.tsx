import { Button } from "@mantine/core";
import { useSpeech, useWords } from "#web/language.tsx";
import { More, useFirst } from "#web/more.tsx";
import { useEditing } from "./editing.tsx";
import type { Fault } from "./judged.ts";
import { type Path, type Step, stepOf } from "./place.ts";
import { WORDS } from "./words.ts";

type Go = (step: Step, path: Path) => void;

/** Everything that is wrong, each with the way to its field; then what should be known. */
export function Faults({ go }: { readonly go: Go }) {
  const t = useWords(WORDS);
  const { judged } = useEditing();
  const { errors = [], warnings = [] } = judged ?? {};
  return (
    <>
      <h2>{t("problems_n", { n: errors.length })}</h2>
      <FaultList faults={errors} go={go} />
      {warnings.length > 0 && (
        <details>
          <summary>{t("warnings_n", { n: warnings.length })}</summary>
          <FaultList faults={warnings} go={go} />
        </details>
      )}
    </>
  );
}

function FaultList({ faults, go }: { readonly faults: readonly Fault[]; readonly go: Go }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const first = useFirst(faults, "");
  if (faults.length === 0) return null;
  return (
    <>
      <ul className="start-faults">
        {first.shown.map((fault, index) => {
          const step = stepOf(fault);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: one place may have the same fault twice.
            <li key={`${fault.code} ${fault.path.join(".")} ${index}`}>
              <span>
                {say(fault.message)} {fault.suggestion !== null && say(fault.suggestion)}
              </span>{" "}
              {step === null ? (
                <span className="soft">
                  {t("in_file")} ({fault.path.join(".")})
                </span>
              ) : (
                <Button size="compact-sm" variant="light" onClick={() => go(step, fault.path)}>
                  {t("go")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <More {...first} />
    </>
  );
}
