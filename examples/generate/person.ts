/** Sample people: fictional names from common Vietnamese ones, the same in every run. */

const FAMILIES = [
  "Nguyễn",
  "Trần",
  "Lê",
  "Phạm",
  "Huỳnh",
  "Võ",
  "Danh",
  "Phan",
  "Đặng",
  "Bùi",
  "Hồ",
  "Ngô",
  "Dương",
];
const MIDDLES = ["Văn", "Thị", "Minh", "Hữu", "Ngọc", "Thanh", "Quốc", "Kim", "Hoàng", "Xuân"];
const GIVEN = [
  "An",
  "Bình",
  "Cường",
  "Dũng",
  "Đạt",
  "Giang",
  "Hạnh",
  "Hiền",
  "Hòa",
  "Hùng",
  "Khánh",
  "Lan",
  "Liên",
  "Long",
  "Mai",
  "Nam",
  "Nga",
  "Nhân",
  "Oanh",
  "Phúc",
  "Quyên",
  "Sơn",
  "Tâm",
  "Thảo",
  "Thủy",
  "Trung",
  "Tuấn",
  "Vân",
  "Yến",
];

export interface SamplePerson {
  readonly name: string;
  readonly email: string;
}

/** After so many people all names have been given: they come again, with a number in the address. */
const NAMES = FAMILIES.length * MIDDLES.length * GIVEN.length;

/** Gives sample people one after the other, no two with the same address, the first thousands with no two names the same. */
export function samplePeople(domain: string): () => SamplePerson {
  const taken = new Set<string>();
  let next = 0;
  return () => {
    for (;;) {
      // Steps that share no factor with the lists' lengths go through all combinations.
      const name = [
        FAMILIES[(next * 3) % FAMILIES.length],
        MIDDLES[(next * 7 + Math.floor(next / 10)) % MIDDLES.length],
        GIVEN[(next * 11 + Math.floor(next / 29)) % GIVEN.length],
      ].join(" ");
      const round = Math.floor(next / NAMES);
      next += 1;
      const email = `${slug(name)}${round > 0 ? `-${round + 1}` : ""}@${domain}`;
      if (taken.has(email)) continue;
      taken.add(email);
      return { name, email };
    }
  };
}

/** `xã Bình An` → `xa-binh-an`: lower case, no marks. */
export function slug(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
