import { writeFileSync } from "node:fs";
import { modelLine, type SampleField, sampleModels } from "./model.ts";
import { samplePeople, slug } from "./person.ts";

/** Writes examples/chau-thanh-2020.yaml: the seed's campaign. Run: `npx tsx examples/generate/chau-thanh.ts`. */

const person = samplePeople("chau-thanh.example.vn");
const holder = (extra = ""): string => {
  const { name, email } = person();
  return `{ ${extra}name: ${name}, email: ${email} }`;
};

/** Communes with their codes until 30 June 2025, in the order of the codes; how many models each registered. */
const COMMUNES = [
  ["30880", "thị trấn", "Minh Lương", 14],
  ["30883", "xã", "Mong Thọ A", 10],
  ["30886", "xã", "Mong Thọ B", 9],
  ["30887", "xã", "Mong Thọ", 11],
  ["30889", "xã", "Giục Tượng", 12],
  ["30892", "xã", "Vĩnh Hòa Hiệp", 13],
  ["30893", "xã", "Vĩnh Hòa Phú", 8],
  ["30895", "xã", "Minh Hòa", 11],
  ["30898", "xã", "Bình An", 13],
  ["30901", "xã", "Thạnh Lộc", 9],
] as const;

/** Units without territory (sample): they have a Party body, no People's Committee and no certificates of their own. */
const UNITS = [
  ["quan-su", "Đảng bộ Quân sự huyện", "Đảng ủy Quân sự huyện", "ĐUQS"],
  ["cong-an", "Đảng bộ Công an huyện", "Đảng ủy Công an huyện", "ĐUCA"],
  [
    "co-quan-dang",
    "Chi bộ khối cơ quan Đảng - đoàn thể",
    "Chi ủy khối cơ quan Đảng - đoàn thể",
    "CB",
  ],
  ["co-quan-ubnd", "Khối cơ quan UBND huyện", "Chi ủy khối cơ quan UBND huyện", "CB"],
  ["giao-duc", "Ngành Giáo dục huyện", "Chi ủy ngành Giáo dục", "CB"],
] as const;

const MEMBERS = [
  ["mat-tran", "Chủ tịch UBMTTQ huyện"],
  ["tuyen-giao", "Trưởng Ban Tuyên giáo Huyện ủy"],
  ["van-phong", "Chánh Văn phòng Huyện ủy"],
  ["noi-vu", "Trưởng phòng Nội vụ"],
  ["nong-dan", "Chủ tịch Hội Nông dân"],
  ["phu-nu", "Chủ tịch Hội Liên hiệp Phụ nữ"],
  ["cuu-chien-binh", "Chủ tịch Hội Cựu chiến binh"],
  ["lao-dong", "Chủ tịch Liên đoàn Lao động"],
  ["doan", "Bí thư Huyện đoàn"],
  ["chi-huy-quan-su", "Chỉ huy trưởng Ban Chỉ huy Quân sự"],
  ["truong-cong-an", "Trưởng Công an huyện"],
  ["van-hoa", "Trưởng phòng Văn hóa - Thông tin"],
  ["dan-toc", "Trưởng phòng Dân tộc"],
] as const;

const HAMLETS = [
  "An Bình",
  "An Phước",
  "Hòa Thạnh",
  "Minh Phú",
  "Tân Điền",
  "Thạnh Bình",
  "Vĩnh Quới",
];

/** 110 models in all, in the proportions that districts report: 40 economy, 48 culture, 10 security, 12 politics. */
function fieldsInTurn(): (wanted: number) => SampleField[] {
  const left: Record<SampleField, number> = {
    economy: 40,
    culture: 48,
    security: 10,
    politics: 12,
  };
  const all = 110;
  let given = 0;
  return (wanted) =>
    Array.from({ length: wanted }, () => {
      given += 1;
      const behind = (field: SampleField, total: number): number =>
        (total * given) / all - (total - left[field]);
      const totals: [SampleField, number][] = [
        ["economy", 40],
        ["culture", 48],
        ["security", 10],
        ["politics", 12],
      ];
      const due = totals
        .filter(([field]) => left[field] > 0)
        .sort((one, other) => behind(...other) - behind(...one));
      const field = due[0]?.[0] ?? "culture";
      left[field] -= 1;
      return field;
    });
}

const communeLines = COMMUNES.flatMap(([code, kind, name]) => [
  `  - id: ${slug(name)}`,
  `    code: "${code}"`,
  `    name: ${kind} ${name}`,
  "    level: commune",
  "    parent: chau-thanh",
  "    valid: { to: 2025-06-30 }",
  "    posts:",
  `      head: ${holder()}`,
  `      chair: ${holder()}`,
  `      standing-office: ${holder()}`,
  `      clerk: ${holder()}`,
]);

const unitLines = UNITS.flatMap(([id, name, body, symbol]) => [
  `  - id: ${id}`,
  `    name: ${name}`,
  "    level: commune",
  "    parent: chau-thanh",
  "    territorial: false",
  `    committees: [{ kind: party, name: ${body}, symbol: ${symbol} }]`,
  "    posts:",
  `      head: ${holder()}`,
  `      standing-office: ${holder()}`,
  `      clerk: ${holder()}`,
]);

const memberLines = MEMBERS.map(
  ([id, title]) => `        - ${holder(`id: ${id}, title: ${title}, `)}`,
);

const nextFields = fieldsInTurn();
const modelLines = COMMUNES.flatMap(([, , name, count]) =>
  sampleModels(slug(name), nextFields(count), HAMLETS).map(modelLine),
);

const member = (id: string): string =>
  `chau-thanh/member/${MEMBERS.findIndex(([known]) => known === id) + 1}`;
const members = (...ids: string[]): string => ids.map(member).join(", ");

const TEXT = `# yaml-language-server: $schema=campaign.schema.json
#
# The campaign of Châu Thành district, Kiên Giang, in 2020: the summary conferences of the movement
# "Dân vận khéo" (skilful mass mobilisation) 2016-2020, from the committee's papers in March to the
# nominations to the province in July. docs/campaign-file.md explains every field.
#
# What is real: the district, its units and codes, the chair, dispatch 775, the pilot commune and the
# expected months. All other persons, addresses, models, days and numbers are samples.

plenum: 1 # version of this file format
id: chau-thanh-2020
title:
  vi: Hội nghị tổng kết phong trào thi đua «Dân vận khéo» huyện Châu Thành giai đoạn 2016-2020
  en: Summary conferences of the “Skilful mass mobilisation” movement, Châu Thành district, 2016-2020
period: 2016-2020
template: summary-conference@1 # templates/summary-conference@1.yaml: the steps of every level
starts: 2020-03-23 # work begins on this day at 07:00
term: 2015-2020 # Party papers are numbered through a term of the Party committee

# Whoever stands above the root of this campaign: papers go there as packages, answers are entered.
outside: { id: kien-giang, name: Ban Dân vận Tỉnh ủy Kiên Giang, email: danvan@kien-giang.example.vn }

# The unit that goes first. The others hold their conferences after the gate that its lessons open.
pilot: binh-an

# Days that everything else is counted from, in working days. A day is fixed; a month, "end of" a month
# or a window a..b is expected: Plenum proposes a day in it until somebody confirms one.
anchors:
  meeting: 2020-03-25 # the committee's meeting
  launch: 2020-03-27 # its papers are issued
  pilot-conference: 2020-05 # proposed: Wednesday 20/05
  base-conference: 2020-05-25..2020-06-09 # each unit gets a day, two a day at most per team
  district-conference: end of 2020-06 # proposed: Friday 26/06
  anniversary: 2020-10-15 # 90 years of mass mobilisation work

calendar:
  officialYears: [2020] # the year's official list of days off has been looked up; nothing to add

units:
  # The root first. A post is "unit/role": chau-thanh/head. The template says which roles a level has;
  # a list of holders makes chau-thanh/member/1, /2, … A person named once may be named again by id.
  - id: chau-thanh
    code: "905"
    name: huyện Châu Thành
    level: district
    valid: { to: 2025-06-30 }
    # Bodies that issue papers, each with its own number series.
    committees:
      - { kind: party, id: btv-hu, name: Ban Thường vụ Huyện ủy Châu Thành, symbol: HU }
      - { kind: steering, id: bcd, name: Ban Chỉ đạo phong trào Dân vận khéo huyện Châu Thành, symbol: BCĐ }
      - { kind: state, id: ubnd, name: Ủy ban nhân dân huyện Châu Thành, symbol: UBND }
      - { kind: council, id: hdtdkt, name: Hội đồng Thi đua - Khen thưởng huyện Châu Thành, symbol: HĐTĐKT }
    posts:
      head:
        name: Trần Hải Đảo
        email: tran-hai-dao@chau-thanh.example.vn
        title: Phó Bí thư Thường trực Huyện ủy, Trưởng Ban Chỉ đạo
      standing-deputy: ${holder("title: Trưởng Ban Dân vận Huyện ủy, ")}
      deputy: ${holder("id: pho-chu-tich, title: Phó Chủ tịch UBND huyện, ")}
      member:
${memberLines.join("\n")}
      standing-office: ${holder("title: Chuyên viên Ban Dân vận Huyện ủy, ")}
      party-secretary: ${holder()}
      chair: ${holder("id: chu-tich, ")}
      home-affairs: ${holder("title: Chuyên viên Phòng Nội vụ, ")}
      council-chair: chu-tich
      council: [chu-tich, pho-chu-tich, mat-tran, noi-vu, lao-dong, phu-nu, nong-dan]
      clerk: ${holder()}

  # Ten communes; the codes were valid until 30 June 2025.
${communeLines.join("\n")}

  # Five units without territory.
${unitLines.join("\n")}

# Guidance teams cut across the tree. "capacity" is how many conferences a team can attend on one day.
teams:
  - id: to-1
    name: Tổ chỉ đạo, hướng dẫn số 1
    leader: chau-thanh/standing-deputy
    members: [${members("mat-tran", "tuyen-giao", "nong-dan", "phu-nu", "chi-huy-quan-su", "truong-cong-an", "dan-toc")}]
    follows: [binh-an, minh-luong, vinh-hoa-hiep, vinh-hoa-phu, minh-hoa, quan-su, cong-an]
    capacity: 2
  - id: to-2
    name: Tổ chỉ đạo, hướng dẫn số 2
    leader: chau-thanh/deputy
    members: [${members("van-phong", "noi-vu", "cuu-chien-binh", "lao-dong", "doan", "van-hoa")}]
    follows: [giuc-tuong, thanh-loc, mong-tho, mong-tho-a, mong-tho-b, co-quan-dang, co-quan-ubnd, giao-duc]
    capacity: 2

# Number series that go on from before; the others begin at 01.
registers:
  - btv-hu CV continues at 775
  - btv-hu TTr continues at 12
  - bcd KH continues at 8
  - bcd HD continues at 3
  - bcd TB continues at 5
  - bcd BC continues at 30

# What this campaign does differently from its template: nothing. For example:
# changes:
#   levels:
#     commune:
#       steps:
#         nominees: { quota: 3 } # a field named here replaces the template's
#         comment: drop # this step is left out, and every wait on it

# Models registered for the movement, by unit and field (fields are the template's).
models:
${modelLines.join("\n")}
`;

writeFileSync(new URL("../chau-thanh-2020.yaml", import.meta.url), TEXT);
