import type { Text } from "#domain/text.ts";
import { useSpeech } from "#web/language.tsx";

/** The campaign files that ship with Plenum. */
const EXAMPLES: readonly { readonly file: string; readonly title: Text; readonly about: Text }[] = [
  {
    file: "examples/chau-thanh-2020.yaml",
    title: {
      vi: "Châu Thành 2020: «Dân vận khéo» 2016–2020",
      en: "Châu Thành 2020: “Dân vận khéo” 2016–2020",
    },
    about: {
      vi: "Một huyện, 10 xã và thị trấn, 5 đơn vị; điểm ở Bình An; hội nghị huyện cuối tháng 6.",
      en: "One district, 10 communes, 5 units without territory; pilot in Bình An; district conference at the end of June.",
    },
  },
  {
    file: "examples/an-giang-2026.yaml",
    title: { vi: "An Giang 2026: hai cấp", en: "An Giang 2026: two tiers" },
    about: {
      vi: "Một tỉnh và 102 xã, phường, đặc khu, theo mô hình hai cấp từ tháng 7/2025.",
      en: "One province and its 102 communes, wards and special zones, in two tiers as since July 2025.",
    },
  },
];

export function Offered() {
  const { t, say } = useSpeech();
  return (
    <section>
      <h2>{t("campaigns_examples")}</h2>
      <ul className="examples">
        {EXAMPLES.map(({ file, title, about }) => (
          <li key={file}>
            <h3>{say(title)}</h3>
            <p className="soft">{say(about)}</p>
            <pre>npx plenum rehearse {file} --live</pre>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a newcomer does after the first look, in order. */
export function WhatNext({ rehearsing }: { readonly rehearsing: boolean }) {
  const { t } = useSpeech();
  return (
    <section>
      <h2>{t("next_title")}</h2>
      <ol className="what-next">
        {rehearsing && <li>{t("next_watch")}</li>}
        <li>
          {t("next_check")} <code>npx plenum check tep-cua-ban.yaml</code>
        </li>
        <li>
          {t("next_rehearse")} <code>npx plenum rehearse tep-cua-ban.yaml --live</code>
        </li>
        <li>
          {t("next_start")} <code>npx plenum start tep-cua-ban.yaml</code>
        </li>
      </ol>
    </section>
  );
}
