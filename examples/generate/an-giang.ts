import { writeFileSync } from "node:fs";
import { modelLine, type SampleField, sampleModels } from "./model.ts";
import { samplePeople, slug } from "./person.ts";

/** Writes examples/an-giang-2026.yaml: a province of two tiers. Run: `npx tsx examples/generate/an-giang.ts`. */

const WARDS =
  "Long Xuyên, Bình Đức, Mỹ Thới, Châu Đốc, Vĩnh Tế, Tịnh Biên, Thới Sơn, Chi Lăng, Tân Châu, Long Phú, Rạch Giá, Vĩnh Thông, Hà Tiên, Tô Châu";

const ZONES = "Phú Quốc, Thổ Châu, Kiên Hải";

/** 84 names from memory of the 2025 arrangement, to be compared with the official list, and one plain sample. */
const COMMUNES =
  "Châu Thành, Bình An, Thạnh Lộc, Mỹ Hòa Hưng, An Cư, Núi Cấm, Ba Chúc, Tri Tôn, Ô Lâm, Cô Tô, Vĩnh Gia, An Châu, Bình Hòa, Cần Đăng, Vĩnh Hanh, Vĩnh An, Chợ Mới, Cù Lao Giêng, Hội An, Long Điền, Nhơn Mỹ, Long Kiến, Thoại Sơn, Óc Eo, Định Mỹ, Phú Hòa, Vĩnh Trạch, Tây Phú, Phú Tân, Phú An, Bình Thạnh Đông, Chợ Vàm, Hòa Lạc, Phú Lâm, Châu Phú, Mỹ Đức, Vĩnh Thạnh Trung, Bình Mỹ, Thạnh Mỹ Tây, An Phú, Vĩnh Hậu, Nhơn Hội, Khánh Bình, Phú Hữu, Tân An, Châu Phong, Vĩnh Xương, Giồng Riềng, Thạnh Hưng, Long Thạnh, Hòa Hưng, Ngọc Chúc, Hòa Thuận, Gò Quao, Định Hòa, Vĩnh Hòa Hưng, Vĩnh Tuy, An Biên, Đông Thái, Tây Yên, An Minh, Đông Hòa, Tân Thạnh, Đông Hưng, Vân Khánh, U Minh Thượng, Vĩnh Bình, Vĩnh Thuận, Vĩnh Phong, Vĩnh Hòa, Tân Hiệp, Tân Hội, Thạnh Đông, Hòn Đất, Sơn Kiên, Mỹ Thuận, Bình Sơn, Bình Giang, Hòn Nghệ, Kiên Lương, Sơn Hải, Tiên Hải, Giang Thành, Vĩnh Điều, Mẫu Một";

/** Only codes that were verified. */
const CODES: Readonly<Record<string, string>> = {
  "Châu Thành": "30880",
  "Thạnh Lộc": "30886",
  "Bình An": "30898",
};

interface Place {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly note: string;
}

const places = (list: string, kind: string): Place[] =>
  list.split(", ").map((name) => ({
    id: slug(name),
    name: `${kind} ${name}`,
    code: CODES[name] ?? null,
    note: name.startsWith("Mẫu") ? " # a sample in place of the 85th commune" : "",
  }));

const UNITS = [...places(WARDS, "phường"), ...places(COMMUNES, "xã"), ...places(ZONES, "đặc khu")];

const TEAMS = 10;
const TEAM_LEADERS = [
  "Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy",
  "Phó Chủ tịch UBND tỉnh",
  "Chủ tịch UBMTTQ tỉnh",
  "Giám đốc Sở Nội vụ",
  "Chánh Văn phòng Tỉnh ủy",
  "Chủ tịch Hội Nông dân tỉnh",
  "Chủ tịch Hội Liên hiệp Phụ nữ tỉnh",
  "Bí thư Tỉnh đoàn",
  "Chủ tịch Hội Cựu chiến binh tỉnh",
  "Chủ tịch Liên đoàn Lao động tỉnh",
] as const;

const person = samplePeople("an-giang.example.vn");
const holder = (extra = ""): string => {
  const { name, email } = person();
  return `{ ${extra}name: ${name}, email: ${email} }`;
};

const unitLines = UNITS.flatMap(({ id, name, code, note }) => [
  `  - id: ${id}${note}`,
  ...(code === null ? [] : [`    code: "${code}"`]),
  `    name: ${name}`,
  "    level: commune",
  "    parent: an-giang",
  "    posts:",
  `      head: ${holder()}`,
  `      chair: ${holder()}`,
  `      standing-office: ${holder()}`,
  `      clerk: ${holder()}`,
]);

const memberLines = TEAM_LEADERS.slice(2).map(
  (title, index) => `        - ${holder(`id: thanh-vien-${index + 1}, title: ${title}, `)}`,
);

/** Every tenth unit of the list: each team follows wards, communes and perhaps a special zone. */
const teamLines = Array.from({ length: TEAMS }, (_, index) => {
  const follows = UNITS.filter((__, place) => place % TEAMS === index).map(({ id }) => id);
  const leader = ["standing-deputy", "deputy"][index] ?? `member/${index - 1}`;
  return [
    `  - id: to-${index + 1}`,
    `    name: Tổ chỉ đạo, hướng dẫn số ${index + 1}`,
    `    leader: an-giang/${leader}`,
    `    follows: [${follows.join(", ")}]`,
    "    capacity: 1",
  ].join("\n");
});

const FIELDS: readonly SampleField[] = [
  "economy",
  "culture",
  "culture",
  "economy",
  "security",
  "politics",
];
const HAMLETS = ["Hòa Bình", "Tân Phú", "Vĩnh Thành", "An Khánh", "Phú Thạnh"];

const modelLines = UNITS.flatMap(({ id }, index) =>
  sampleModels(id, FIELDS.slice(index % 3, (index % 3) + 3), HAMLETS).map(modelLine),
);

const TEXT = `# yaml-language-server: $schema=campaign.schema.json
#
# A campaign in two tiers, as since 1 July 2025: An Giang province and its 102 commune-level units
# (14 wards, 85 communes, 3 special zones). Made by examples/generate/an-giang.ts as a test of size.
#
# What is real: the province, the number of units of each kind, three codes. The units' names are from memory
# and wait for comparison with the official list; persons, addresses, models and days are samples.
# The same format with every field explained: chau-thanh-2020.yaml.

plenum: 1
id: an-giang-2026
title:
  vi: Hội nghị tổng kết phong trào thi đua «Dân vận khéo» tỉnh An Giang giai đoạn 2021-2025
  en: Summary conferences of the “Skilful mass mobilisation” movement, An Giang province, 2021-2025
period: 2021-2025
template: summary-conference@2
starts: 2026-03-16
term: 2025-2030
outside: { id: trung-uong, name: Ban Tuyên giáo và Dân vận Trung ương, email: danvan@trung-uong.example.vn }
pilot: binh-an

anchors:
  meeting: 2026-03-18
  launch: 2026-03-20
  pilot-conference: 2026-05
  base-conference: 2026-05-25..2026-06-26
  province-conference: end of 2026-07
  anniversary: 2026-10-15

calendar:
  officialYears: [2026]
  daysOff:
    - { day: 2026-01-02, reason: Hoán đổi với thứ bảy 10/01 }
    - { day: 2026-08-31, reason: Hoán đổi với thứ bảy 22/08 }
  workedDays:
    - { day: 2026-01-10, reason: Làm bù ngày 02/01 }
    - { day: 2026-08-22, reason: Làm bù ngày 31/08 }

units:
  - id: an-giang
    code: "91"
    name: tỉnh An Giang
    level: province
    valid: { from: 2025-07-01 }
    committees:
      - { kind: party, id: btv-tu, name: Ban Thường vụ Tỉnh ủy An Giang, symbol: TU }
      - { kind: steering, id: bcd, name: Ban Chỉ đạo phong trào Dân vận khéo tỉnh An Giang, symbol: BCĐ }
    posts:
      head: ${holder("title: Phó Bí thư Thường trực Tỉnh ủy, ")}
      standing-deputy: ${holder(`id: thuong-truc, title: ${TEAM_LEADERS[0]}, `)}
      deputy: ${holder(`id: pho-chu-tich, title: ${TEAM_LEADERS[1]}, `)}
      member:
${memberLines.join("\n")}
      standing-office: ${holder("title: Chuyên viên Ban Tuyên giáo và Dân vận, ")}
      party-secretary: ${holder()}
      chair: ${holder("id: chu-tich, ")}
      home-affairs: ${holder("title: Chuyên viên Sở Nội vụ, ")}
      council-chair: chu-tich
      council: [chu-tich, pho-chu-tich, thanh-vien-1, thanh-vien-2, thanh-vien-4, thanh-vien-5, thanh-vien-8]
      clerk: ${holder()}

${unitLines.join("\n")}

teams:
${teamLines.join("\n")}

# Three models from each unit; a real campaign has some thirty.
models:
${modelLines.join("\n")}
`;

writeFileSync(new URL("../an-giang-2026.yaml", import.meta.url), TEXT);
