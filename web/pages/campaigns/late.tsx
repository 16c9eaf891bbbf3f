import { useSpeech } from "#web/language.tsx";

/** How much is overdue: the one thing that is ever red. */
export function Late({ n }: { readonly n: number }) {
  const { t } = useSpeech();
  if (n === 0) return t("late_none");
  return <strong className="late">! {t("late_n", { n })}</strong>;
}
