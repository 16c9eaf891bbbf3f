import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Config } from "#config.ts";
import { type Check, good, not } from "./doctor-check.ts";

const GB = 1024 ** 3;
/** Postgres stops, and loses its patience with it, when the disk is full. */
const TOO_LITTLE = 1 * GB;
const LITTLE = 5 * GB;

/** The data folder and the disk it lies on. */
export const placeChecks = ({ dataFolder }: Pick<Config, "dataFolder">): Check[] => [
  folderCheck(dataFolder),
  diskCheck(dataFolder),
];

function folderCheck(folder: string): Check {
  const trial = join(folder, `.doctor-${process.pid}`);
  try {
    writeFileSync(trial, "");
    rmSync(trial);
    return good(
      "folder",
      `Thư mục dữ liệu ${folder}: ghi được.`,
      `Data folder ${folder}: writable.`,
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "?";
    if (code === "ENOENT")
      return not(
        "advice",
        "folder",
        {
          vi: `Chưa có thư mục dữ liệu ${folder}.`,
          en: `There is no data folder ${folder} yet.`,
        },
        {
          vi: "npm start sẽ tạo; hoặc đặt PLENUM_DATA cho đúng.",
          en: "npm start makes it; or set PLENUM_DATA to the right one.",
        },
      );
    return not(
      "wrong",
      "folder",
      {
        vi: `Không ghi được vào thư mục dữ liệu ${folder} (${code}).`,
        en: `The data folder ${folder} cannot be written (${code}).`,
      },
      {
        vi: `Cho tài khoản chạy Plenum quyền ghi: chown -R … ${folder}; nếu đĩa chỉ đọc thì gắn lại.`,
        en: `Let the account that runs Plenum write there: chown -R … ${folder}; remount it if it is read-only.`,
      },
    );
  }
}

function diskCheck(folder: string): Check {
  const free = freeBytes(folder);
  const size = `${(free / GB).toFixed(1)} GB`;
  if (free >= LITTLE)
    return good("disk", `Đĩa còn ${size} trống.`, `${size} of the disk are free.`);
  return not(
    free < TOO_LITTLE ? "wrong" : "advice",
    "disk",
    { vi: `Đĩa chỉ còn ${size} trống.`, en: `Only ${size} of the disk are free.` },
    {
      vi: "Dọn bản sao lưu và nhật ký cũ, hoặc tăng dung lượng, trước khi PostgreSQL dừng vì đầy đĩa.",
      en: "Move old backups and logs away or enlarge the disk, before PostgreSQL stops on a full one.",
    },
  );
}

/** Of the nearest folder that is there. */
function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    const above = dirname(folder);
    return above === folder ? 0 : freeBytes(above);
  }
}
