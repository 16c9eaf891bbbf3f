import type { Text } from "#domain/text.ts";

/** What a field should have held, in words that go on “It should be …”. */
export const HINTS = {
  id: {
    vi: "một mã gồm chữ thường không dấu, số và gạch nối, ví dụ binh-an",
    en: "an id of lower-case letters without accents, digits and hyphens, such as binh-an",
  },
  post: {
    vi: "một chức danh viết «đơn vị/vai trò», ví dụ binh-an/head",
    en: "a post written “unit/role”, such as binh-an/head",
  },
  day: { vi: "một ngày viết 2020-03-27", en: "a day written 2020-03-27" },
  moment: {
    vi: "một ngày, kèm giờ nếu biết: 2020-03-20 hoặc 2020-03-20 09:00",
    en: "a day, with the time of day where it is known: 2020-03-20 or 2020-03-20 09:00",
  },
  time: { vi: "giờ viết 08:00", en: "a time of day written 08:00, in quotes" },
  email: { vi: "một địa chỉ thư điện tử", en: "an email address" },
  name: {
    vi: "một dòng chữ, không quá 300 ký tự",
    en: "one line of text of at most 300 characters",
  },
  count: { vi: "một số nguyên từ 0", en: "a whole number from 0" },
  positive: { vi: "một số nguyên từ 1", en: "a whole number from 1" },
  units: {
    vi: "danh sách từ 1 đến 20.000 đơn vị",
    en: "a list of 1 to 20,000 units",
  },
  share: { vi: "một số từ 0 đến 1, ví dụ 0.5", en: "a number from 0 to 1, such as 0.5" },
  flag: { vi: "true hoặc false", en: "true or false" },
  text: {
    vi: "một dòng chữ, hoặc {vi: …, en: …}",
    en: "one line of text, or {vi: …, en: …}",
  },
  expression: {
    vi: "ai nhìn từ đơn vị: unit.head, above.standing-office, below.head, team.leader, hoặc post:<chức danh>",
    en: "who, seen from the unit: unit.head, above.standing-office, below.head, team.leader, or post:<post>",
  },
  anchor: {
    vi: "một ngày (2020-10-15), một tháng (2020-05), «cuối tháng 6/2020», hoặc khoảng 2020-05-25..2020-06-09",
    en: "a day (2020-10-15), a month (2020-05), “end of 2020-06”, or a window 2020-05-25..2020-06-09",
  },
  due: {
    vi: "mốc ± ngày làm việc và giờ, ví dụ «launch +10» hay «conference -7 11:00», hoặc một ngày",
    en: "an anchor ± working days and a time, such as “launch +10” or “conference -7 11:00”, or a day",
  },
  rung: {
    vi: "«arise», hoặc số ngày làm việc so với hạn và giờ, ví dụ «-2 08:00»",
    en: "“arise”, or working days from the due date and a time, such as “-2 08:00”",
  },
  hours: { vi: "số giờ từ 1h đến 240h, ví dụ 4h", en: "whole hours from 1h to 240h, such as 4h" },
  ladder: {
    vi: "tên một thang nhắc việc, hoặc {approve: thang, vote: thang, other: thang}",
    en: "a ladder's name, or {approve: ladder, vote: ladder, other: ladder}",
  },
  act: {
    vi: "một việc: draft, correct, approve, issue, acknowledge, do, submit, accept, hold, vote, open_gate, decide_extension",
    en: "an act: draft, correct, approve, issue, acknowledge, do, submit, accept, hold, vote, open_gate, decide_extension",
  },
  template: {
    vi: "mẫu và phiên bản, ví dụ summary-conference@1",
    en: "a template and its version, such as summary-conference@1",
  },
  register: {
    vi: "viết «btv-hu CV tiếp từ 775»",
    en: "written “btv-hu CV continues at 775”",
  },
  format: { vi: "1 (phiên bản định dạng tệp)", en: "1, the version of the file format" },
  wait: {
    vi: "tên một bước, hoặc {above: bước}, {below: bước, need: all}, {gate: bước}, {pilot: bước}",
    en: "a step's name, or {above: step}, {below: step, need: all}, {gate: step}, {pilot: step}",
  },
  holder: {
    vi: "mã người, hoặc {name: …, email: …}, hoặc danh sách những mục ấy",
    en: "a person's id, or {name: …, email: …}, or a list of these",
  },
  change: {
    vi: "«drop» (bỏ bước), hoặc các trường cần đổi",
    en: "“drop” (leave the step out), or the fields to change",
  },
} as const satisfies Record<string, Text>;

export type Hint = keyof typeof HINTS;

export const isHint = (text: string): text is Hint => Object.hasOwn(HINTS, text);
