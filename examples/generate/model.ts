/** Sample models of skilful mass mobilisation: plausible titles in the four fields, the same in every run. */

const TITLES = {
  economy: [
    "Vận động nhân dân hiến đất mở rộng đường {place}",
    "Tổ hợp tác trồng lúa chất lượng cao {place}",
    "Nuôi tôm kết hợp trồng lúa {place}",
    "Tổ phụ nữ tiết kiệm, giúp nhau thoát nghèo {place}",
    "Chuyển đổi vườn tạp sang trồng khóm, cau, dừa {place}",
    "Góp vốn xoay vòng không tính lãi {place}",
    "Tổ liên kết chăn nuôi bò sinh sản {place}",
    "Vận động xây cầu bê tông nông thôn {place}",
  ],
  culture: [
    "Tuyến đường hoa do nhân dân trồng và chăm sóc {place}",
    "Thắp sáng đường quê {place}",
    "Giữ gìn nhạc ngũ âm của đồng bào Khmer {place}",
    "Quỹ khuyến học dòng họ {place}",
    "Xóa nhà tạm, xây nhà Đại đoàn kết {place}",
    "Phân loại rác và thu gom bao bì thuốc bảo vệ thực vật {place}",
    "Bếp ăn tình thương cho bệnh nhân nghèo {place}",
    "Chùa vận động phật tử thực hiện nếp sống văn minh {place}",
  ],
  security: [
    "Camera an ninh do nhân dân đóng góp {place}",
    "Tổ nhân dân tự quản không tội phạm, không tệ nạn {place}",
    "Tiếng kẻng an ninh {place}",
    "Vận động thanh niên lên đường nhập ngũ {place}",
  ],
  politics: [
    "Ngày thứ bảy vì dân {place}",
    "Tổ tiếp dân lưu động đến từng hộ {place}",
    "Chi bộ gần dân, sát dân {place}",
    "Tổ hòa giải không để đơn thư vượt cấp {place}",
  ],
} as const satisfies Record<string, readonly string[]>;

export type SampleField = keyof typeof TITLES;

export interface SampleModel {
  readonly id: string;
  readonly unit: string;
  readonly field: SampleField;
  readonly title: string;
  readonly kind: "collective" | "individual";
}

/** Places a unit's models in its hamlets; about two in five are the work of one person. */
export function sampleModels(
  unit: string,
  fields: readonly SampleField[],
  hamlets: readonly string[],
): SampleModel[] {
  const seen = new Map<SampleField, number>();
  return fields.map((field, index) => {
    const nth = seen.get(field) ?? 0;
    seen.set(field, nth + 1);
    const titles = TITLES[field];
    const offset = unit.length;
    const hamlet = hamlets[(index + offset) % hamlets.length] ?? "";
    const title = (titles[(nth + offset) % titles.length] ?? titles[0]).replace(
      "{place}",
      `ấp ${hamlet}`,
    );
    const kind = (index + offset) % 5 < 3 ? "collective" : "individual";
    return { id: `${unit}-${String(index + 1).padStart(2, "0")}`, unit, field, title, kind };
  });
}

/** One model on one line of the file. */
export const modelLine = ({ id, unit, field, title, kind }: SampleModel): string =>
  `  - { id: ${id}, unit: ${unit}, field: ${field}, kind: ${kind}, title: "${title}" }`;
