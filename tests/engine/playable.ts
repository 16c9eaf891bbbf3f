import type { Campaign, ModelEntry } from "#domain/campaign.ts";
import { aCampaign } from "#tests/domain/campaign-builder.ts";

const COMMUNES = ["binh-an", "minh-hoa", "thanh-loc"];

/** Names as people have them: they must never turn up in Temporal's histories. */
const NAMES = ["Trần Hải Đảo", "Nguyễn Thị Mộng", "Danh Út", "Lê Văn Khỏe", "Thị Sà Phương"];

/** The small campaign with models to nominate and people with names. */
export function aPlayableCampaign(changes: Partial<Campaign> = {}): Campaign {
  const models = COMMUNES.flatMap((unit) =>
    [1, 2].map(
      (n): ModelEntry => ({
        id: `${unit}-model-${n}`,
        unit,
        field: "economy",
        title: `Mô hình nuôi cá lồng bè số ${n}`,
        kind: n === 1 ? "collective" : "individual",
      }),
    ),
  );
  const campaign = aCampaign({ models, ...changes });
  const persons = campaign.persons.map((person, n) => ({
    ...person,
    name: `${NAMES[n % NAMES.length]} ${n}`,
    email: `nguoi-${n}@huyenuy.example`,
  }));
  return { ...campaign, persons };
}
