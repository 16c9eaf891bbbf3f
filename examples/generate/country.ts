import { modelLine, type SampleField, sampleModels } from "./model.ts";
import { samplePeople, slug } from "./person.ts";

/** How large a country's campaign is to be. */
export interface CountrySize {
  readonly provinces: number;
  /** In all, spread evenly. */
  readonly communes: number;
  /** In each province, between it and its communes; 0 = none, as since 1 July 2025. */
  readonly districts: number;
  /** Models that each commune registers. */
  readonly models: number;
  /** Communes whose draft report is entered as done, and with them all that had to be done before: a campaign in its middle. */
  readonly begun: number;
  /** The year whose days the campaign counts from. */
  readonly year: number;
}

/** As since 1 July 2025: 34 provinces, 3,321 communes, no districts. */
export const TODAY: CountrySize = {
  provinces: 34,
  communes: 3321,
  districts: 0,
  models: 1,
  begun: 0,
  year: 2027,
};

const PROVINCES =
  "An Giang, Bắc Ninh, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Nội, Hà Tĩnh, Hải Phòng, Hồ Chí Minh, Huế, Hưng Yên, Khánh Hòa, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Nghệ An, Ninh Bình, Phú Thọ, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sơn La, Tây Ninh, Thái Nguyên, Thanh Hóa, Tuyên Quang, Vĩnh Long".split(
    ", ",
  );
const CITIES = ["Cần Thơ", "Đà Nẵng", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Huế"];
const FIRST =
  "Tân, Phú, Vĩnh, An, Bình, Hòa, Long, Mỹ, Thạnh, Đông, Minh, Hưng, Xuân, Thanh, Yên, Nam".split(
    ", ",
  );
const SECOND =
  "Bình, Hòa, Phước, Lộc, Thành, Lợi, Mỹ, Thuận, Khánh, Sơn, Hải, Điền, Phong, Trị, Đức, Tiến, Quới".split(
    ", ",
  );
const FIELDS: readonly SampleField[] = ["economy", "culture", "security", "politics"];
const HAMLETS = ["Hòa Bình", "Tân Phú", "Vĩnh Thành", "An Khánh", "Phú Thạnh"];
/** A team attends the conferences of about so many communes, one a day. */
const FOLLOWED = 12;

const ROLES = {
  country: [
    "head",
    "standing-deputy",
    "deputy",
    "standing-office",
    "party-secretary",
    "home-affairs",
    "clerk",
  ],
  province: [
    "head",
    "standing-deputy",
    "deputy",
    "standing-office",
    "party-secretary",
    "home-affairs",
    "clerk",
  ],
  commune: ["head", "chair", "standing-office", "clerk"],
} as const;

interface Place {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
}

/**
 * A campaign file of any size: the centre, provinces, communes and, where asked for, districts between them. The same size
 * gives the same text. Provinces are real; districts, communes, persons, addresses, models and days are samples.
 */
export function country(size: CountrySize): string {
  const person = samplePeople("ca-nuoc.example.vn");
  const holder = (extra = ""): string => {
    const { name, email } = person();
    return `{ ${extra}name: ${name}, email: ${email} }`;
  };
  const places = placesOf(size);
  const lines: string[] = [];
  const teams: string[] = [];
  for (const [place, followed] of withFollowed(places)) {
    lines.push(
      `  - { id: ${place.id}, name: ${place.name}, level: ${place.level}${place.parent === null ? "" : `, parent: ${place.parent}`}, posts: {`,
    );
    lines.push(
      ...postLines(place, followed.length, holder).map((line) => `      ${line}`),
      "    } }",
    );
    teams.push(...teamLines(place, followed));
  }
  const models = places
    .filter(({ level }) => level === "commune")
    .flatMap(({ id }, n) => {
      const fields = Array.from(
        { length: size.models },
        (_, m) => FIELDS[(n + m) % 4] ?? "culture",
      );
      return sampleModels(id, fields, HAMLETS).map(modelLine);
    });
  return [
    head(size),
    "units:",
    ...lines,
    "",
    listed("teams", teams),
    "",
    listed("models", models),
    "",
    listed("entered", enteredLines(places, size)),
    "",
  ].join("\n");
}

const listed = (field: string, items: readonly string[]): string =>
  items.length === 0 ? `${field}: []` : [`${field}:`, ...items].join("\n");

function placesOf({ provinces, communes, districts }: CountrySize): Place[] {
  const centre: Place = { id: "trung-uong", name: "Trung ương", level: "country", parent: null };
  const taken = new Set([centre.id]);
  const make = (name: string, level: string, parent: string, prefix = ""): Place => {
    const base = prefix + slug(name);
    let id = base;
    for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
    taken.add(id);
    return { id, name, level, parent };
  };
  const places = [centre];
  for (let p = 0; p < provinces; p += 1) {
    const known = PROVINCES[p] ?? `Mẫu ${p + 1}`;
    const kind = CITIES.includes(known) ? "thành phố" : "tỉnh";
    const province = { ...make(known, "province", centre.id), name: `${kind} ${known}` };
    places.push(province);
    const above: Place[] = [];
    for (let d = 0; d < districts; d += 1)
      above.push(make(`huyện ${placeName(p + d * 3)}`, "district", province.id, `${province.id}-`));
    places.push(...above);
    const first = Math.floor((communes * p) / provinces);
    const end = Math.floor((communes * (p + 1)) / provinces);
    for (let n = first; n < end; n += 1) {
      const nth = n - first;
      const name = `${nth % 7 === 0 ? "phường" : "xã"} ${placeName(nth + p * 31)}`;
      const parent = above[Math.floor((nth * above.length) / (end - first))] ?? province;
      places.push(make(name, "commune", parent.id, `${province.id}-`));
    }
  }
  return places;
}

/** Steps that share no factor with the lists' lengths go through all combinations. */
const placeName = (n: number): string =>
  `${FIRST[(n * 5) % FIRST.length]} ${SECOND[(n * 3) % SECOND.length]}`;

/** Each place with the communes directly below it. */
function withFollowed(places: readonly Place[]): (readonly [Place, readonly Place[]])[] {
  const below = new Map<string, Place[]>(places.map(({ id }) => [id, []]));
  for (const place of places)
    if (place.level === "commune") below.get(place.parent ?? "")?.push(place);
  return places.map((place) => [place, below.get(place.id) ?? []]);
}

function postLines(place: Place, followed: number, holder: (extra?: string) => string): string[] {
  if (place.level === "commune") return ROLES.commune.map((role) => `${role}: ${holder()},`);
  const members = Array.from({ length: Math.max(2, teamsFor(followed)) }, () => holder());
  const chair = `${place.id}-chair`;
  return [
    ...ROLES.province.map((role) => `${role}: ${holder()},`),
    `member: [${members.join(", ")}],`,
    `chair: ${holder(`id: ${chair}, `)},`,
    `council-chair: ${chair},`,
    `council: [${chair}, ${holder()}, ${holder()}],`,
  ];
}

const teamsFor = (followed: number): number => Math.ceil(followed / FOLLOWED);

function teamLines({ id, name }: Place, followed: readonly Place[]): string[] {
  const count = teamsFor(followed.length);
  return Array.from({ length: count }, (_, n) => {
    const follows = followed.filter((__, place) => place % count === n).map((one) => one.id);
    const words = `{ id: ${id}-to-${n + 1}, name: Tổ ${n + 1} ${name}, leader: ${id}/member/${n + 1}`;
    return `  - ${words}, capacity: 1, follows: [${follows.join(", ")}] }`;
  });
}

/** What is done by the end of April: all plans, and the first `begun` communes' draft reports; without districts only. */
function enteredLines(places: readonly Place[], { begun, year, districts }: CountrySize): string[] {
  if (begun === 0 || districts > 0) return [];
  const done = (unit: string, step: string, on: string, number?: number): string =>
    `  - { unit: ${unit}, step: ${step}, on: ${year}-${on}${number === undefined ? "" : `, number: ${number}`} }`;
  const above = (id: string, [dispatch, meeting, minutes, launch]: readonly string[]): string[] => [
    done(id, "dispatch", dispatch ?? "", 1),
    done(id, "meeting", meeting ?? ""),
    done(id, "meeting-minutes", minutes ?? "", 1),
    ...["plan", "guideline", "assignment"].map((step) => done(id, step, launch ?? "", 1)),
  ];
  const communes = places.filter(({ level }) => level === "commune");
  return [
    ...above("trung-uong", ["01-13", "01-14", "01-15", "01-20"]),
    ...places
      .filter(({ level }) => level === "province")
      .flatMap(({ id }) => above(id, ["02-23", "02-24", "02-25", "03-02"])),
    ...communes.flatMap(({ id }, n) => [
      done(id, "plan", "03-12", 1),
      ...(n < begun ? [done(id, "draft-report", "04-20")] : []),
      ...(n < begun && n % 3 === 0 ? [done(id, "comment", "04-22")] : []),
    ]),
  ];
}

function head({ year, districts, ...size }: CountrySize): string {
  const pilot = placesOf({ ...size, districts, year }).find(({ level }) => level === "commune");
  return `# yaml-language-server: $schema=campaign.schema.json
# A campaign of the whole country, made by examples/generate/country.ts as a test of size. The provinces' names are real;
# districts, communes, persons, addresses, models and days are samples.
plenum: 1
id: ca-nuoc-${year}${districts > 0 ? "-bon-cap" : ""}
title:
  vi: Hội nghị tổng kết phong trào thi đua «Dân vận khéo» toàn quốc giai đoạn ${year - 5}-${year}
  en: Summary conferences of the “Skilful mass mobilisation” movement, the whole country, ${year - 5}-${year}
period: ${year - 5}-${year}
template: summary-conference@3
starts: ${year}-01-11
term: ${year - 2}-${year + 3}
pilot: ${pilot?.id ?? "trung-uong"}
anchors:
  country-meeting: ${year}-01-14
  country-launch: ${year}-01-20
  province-meeting: ${year}-02-24
  province-launch: ${year}-03-02
${districts > 0 ? `  meeting: ${year}-03-17\n` : ""}  launch: ${year}-${districts > 0 ? "03-23" : "03-02"}
  pilot-conference: ${year}-05
  base-conference: ${year}-05-25..${year}-06-25
${districts > 0 ? `  district-conference: ${year}-07-19..${year}-07-30\n` : ""}  province-conference: ${year}-09-06..${year}-09-30
  country-conference: ${year}-12-08
${districts > 0 ? `  anniversary: ${year}-10-15\n` : ""}calendar: { officialYears: [${year}, ${year + 1}] }
${districts > 0 ? "" : CHANGES}`;
}

/** Without districts a province waits for its communes. */
const CHANGES = `changes:
  levels:
    province:
      steps:
        appraisal: { waits: [{ below: nominees }] }
        summary: { waits: [{ below: report }] }
`;
