import { SMALL } from "#tests/file/campaign-text.ts";

/** The small campaign with two models a commune, so that there is something to nominate. */
export const SMALL_WITH_MODELS = `${SMALL}models:
${["binh-an", "minh-hoa"]
  .flatMap((unit) =>
    [1, 2].map(
      (n) =>
        `  - { id: ${unit}-0${n}, unit: ${unit}, field: economy, kind: collective, title: Mô hình ${n} }\n`,
    ),
  )
  .join("")}`;
