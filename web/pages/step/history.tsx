import type { HistoryEntry } from "#api/contract-step.ts";
import { stamp } from "#web/dates.ts";
import { eventWord } from "#web/event-word.ts";
import { useSpeech } from "#web/language.tsx";

/** What happened here, in order; who did it, and from what paper where a clerk entered it. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const { t } = useSpeech();
  return (
    <section>
      <h3>{t("step_history")}</h3>
      {entries.length === 0 && <p className="soft">{t("step_no_history")}</p>}
      <ol className="history">
        {entries.map((entry) => (
          <li key={`${entry.seq} ${entry.n}`}>
            <time dateTime={entry.at}>{stamp(entry.at)}</time>
            <span>
              <b>{eventWord(entry.type, t)}</b>
              {entry.by !== null && ` · ${entry.by}`}
              {entry.clerk !== null && ` · ${t("entered_by", { clerk: entry.clerk })}`}
              {entry.evidence !== null && ` · ${entry.evidence}`}
              {reasonsIn(entry.data).map((reason) => (
                <q key={reason}>{reason}</q>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Reasons that an event carries: one text, or a list of them. */
function reasonsIn(data: HistoryEntry["data"]): readonly string[] {
  const { reason, reasons } = data;
  if (typeof reason === "string" && reason !== "") return [reason];
  if (!Array.isArray(reasons)) return [];
  return reasons.flatMap((one: unknown) =>
    typeof one === "object" && one !== null && "text" in one && typeof one.text === "string"
      ? [one.text]
      : [],
  );
}
