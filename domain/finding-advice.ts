import type { Text } from "./text.ts";

/** What a kind of finding says: what was found, what was done, what an operator does. */
export interface FindingText {
  readonly found: Text;
  /** null: nothing is done about it by itself. */
  readonly healed: Text | null;
  readonly advice: Text;
}

export const AGAIN: Text = {
  vi: "Nếu lần đối soát sau vẫn còn, hãy giữ lại kết quả này và nhật ký (logs/) rồi báo người bảo trì.",
  en: "If the next reconciliation still finds it, keep this answer and the logs and tell the maintainer.",
};

export const WORKER: Text = {
  vi: "Kiểm tra worker có đang chạy không (plenum status, logs/worker.log), rồi chạy lại plenum doctor --heal.",
  en: "See whether a worker runs (plenum status, logs/worker.log), then plenum doctor --heal again.",
};
