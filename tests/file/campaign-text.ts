import type { Problem } from "#api/file/problem.ts";
import { type CampaignResult, readCampaign } from "#api/file/read.ts";

/** A small right campaign, for tests to spoil: a district, two communes, one team. */
export const SMALL = `plenum: 1
id: small-2020
title: Hội nghị tổng kết
period: 2016-2020
template: summary-conference@1
starts: 2020-03-23
outside: { id: tinh, name: Tỉnh }
pilot: binh-an
anchors:
  meeting: 2020-03-25
  launch: 2020-03-27
  pilot-conference: 2020-05
  base-conference: 2020-05-25..2020-06-09
  district-conference: end of 2020-06
  anniversary: 2020-10-15
calendar: { officialYears: [2020] }
units:
  - id: huyen
    name: huyện Mẫu
    level: district
    posts:
      head: { id: truong, name: Trần Văn A }
      standing-deputy: { id: pho, name: Lê Thị B }
      deputy: { name: Lê Thị C }
      member: [{ name: Phạm Văn D }]
      standing-office: { name: Bùi Thị E }
      party-secretary: { name: Hồ Văn G }
      chair: { id: chu-tich, name: Ngô Thị H }
      home-affairs: { name: Võ Văn I }
      council-chair: chu-tich
      council: [chu-tich, pho]
      clerk: { name: Đỗ Thị K }
  - id: binh-an
    code: 30898
    name: xã Bình An
    level: commune
    parent: huyen
    posts:
      head: { name: Danh Văn L }
      chair: { name: Danh Thị M }
      standing-office: { name: Danh Văn N }
      clerk: { name: Danh Thị O }
  - id: minh-hoa
    name: xã Minh Hòa
    level: commune
    parent: huyen
    posts:
      head: { name: Huỳnh Văn P }
      chair: { name: Huỳnh Thị Q }
      standing-office: { name: Huỳnh Văn R }
      clerk: { name: Huỳnh Thị S }
teams:
  - id: to-1
    name: Tổ 1
    leader: huyen/standing-deputy
    follows: [binh-an, minh-hoa]
`;

/** The small campaign with some text in it replaced; fails when the text is not there. */
export function spoiled(
  ...changes: readonly (readonly [from: string, to: string])[]
): CampaignResult {
  let text = SMALL;
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`no “${from}” in the small campaign`);
    text = text.replace(from, to);
  }
  return readCampaign(text, "small.yaml");
}

/** What is wrong with it, as `code line field`. */
export const brief = (result: CampaignResult): string[] =>
  problemsIn(result).map(({ code, line, field }) => `${code} ${line} ${field}`);

/** The problems, or the warnings where there are only those. */
export const problemsIn = (result: CampaignResult): readonly Problem[] =>
  "problems" in result ? result.problems : result.warnings;
