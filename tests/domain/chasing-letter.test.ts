import { expect, test } from "vitest";
import { chasingLetter, type LateLine } from "#domain/chasing-letter.ts";
import { instantOf } from "#domain/time.ts";

const line = (changes: Partial<LateLine> = {}): LateLine => ({
  unit: "Xã Bình An",
  step: "Báo cáo tổng kết",
  act: "draft",
  post: "Khối Dân vận",
  person: "Danh Út",
  due: instantOf("2020-05-29", "17:00"),
  cause: "own",
  ...changes,
});
const letter = (...late: readonly LateLine[]) =>
  chasingLetter({
    issuer: "Huyện Châu Thành",
    campaign: "Hội nghị tổng kết",
    now: instantOf("2020-06-01", "08:00"),
    late,
  });

test("a chasing letter lists who is late, with what, since when, unit by unit", () => {
  const text = letter(
    line(),
    line({ unit: "Xã Minh Hòa", act: "acknowledge", step: "Kế hoạch" }),
    line({ step: "Biên bản", person: null, due: instantOf("2020-06-01", "07:00") }),
  );
  expect(text).toContain("**HUYỆN CHÂU THÀNH**");
  expect(text).toContain("Kính gửi: Xã Bình An; Xã Minh Hòa.");
  expect(text).toContain("đến 08:00 01/06/2020 còn 3 việc của 2 đơn vị đã quá hạn:");
  expect(text.split("\n").filter((row) => /^\| \d/.test(row))).toEqual([
    "| 1 | Xã Bình An | soạn thảo và trình «Báo cáo tổng kết» | Danh Út, Khối Dân vận | 17:00 29/05/2020 | 3 ngày |",
    "| 2 | Xã Bình An | soạn thảo và trình «Biên bản» | Khối Dân vận (khuyết) | 07:00 01/06/2020 | trong ngày |",
    "| 3 | Xã Minh Hòa | xác nhận đã nhận «Kế hoạch» | Danh Út, Khối Dân vận | 17:00 29/05/2020 | 3 ngày |",
  ]);
});

test("it blames nobody for what others held up, nor for what was excused", () => {
  const text = letter(
    line({ cause: "upstream" }),
    line({ step: "Kế hoạch", cause: "never_delivered" }),
    line({ step: "Biên bản", cause: "excused" }),
  );
  expect(text).toContain("3 ngày (1) |");
  expect(text).toContain("(1) Việc đến chậm vì việc trước đó chậm.");
  expect(text).toContain("(2) Chưa thông báo nào đến được người nhận");
  expect(text).not.toContain("Biên bản");
});

test("it says so when nothing is late, and no name breaks its table", () => {
  expect(letter()).toContain("Đến 08:00 01/06/2020 không có việc nào quá hạn.");
  expect(letter(line({ person: "A | B\nC" }))).toContain("A \\| B C, Khối Dân vận");
});
