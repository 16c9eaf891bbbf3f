import { dayWords, instantWords } from "./notice-words.ts";
import type { Outcome, StepState } from "./step.ts";
import type { Text } from "./text.ts";

type Settled = Extract<StepState, { readonly status: "done" | "declined" | "cancelled" }>;

/** How a step ended and when, without a full stop. */
export function outcomeWords(stands: Settled): Text {
  const at = instantWords(stands.at);
  switch (stands.status) {
    case "done": {
      const words = doneWords(stands.outcome);
      return { vi: `${words.vi}, lúc ${at.vi}`, en: `${words.en}, at ${at.en}` };
    }
    case "declined":
      return {
        vi: `không thực hiện, từ ${at.vi}, vì: ${stands.reason}`,
        en: `declined at ${at.en}, because: ${stands.reason}`,
      };
    case "cancelled":
      return {
        vi: `đã hủy, từ ${at.vi}, vì: ${stands.reason}`,
        en: `cancelled at ${at.en}, because: ${stands.reason}`,
      };
    default:
      return stands satisfies never;
  }
}

function doneWords(outcome: Outcome): Text {
  switch (outcome.kind) {
    case "completed":
      return { vi: "đã làm xong", en: "finished" };
    case "issued":
      return { vi: `đã ban hành số ${outcome.symbol}`, en: `issued as ${outcome.symbol}` };
    case "accepted": {
      const n = outcome.nominees.length;
      return n === 0
        ? { vi: "đã được tiếp nhận", en: "accepted" }
        : { vi: `đã được tiếp nhận, ${n} mô hình`, en: `accepted with ${n} ${models(n)}` };
    }
    case "held": {
      const day = dayWords(outcome.day);
      return outcome.attendance === null
        ? { vi: `đã tổ chức ngày ${day}`, en: `held on ${day}` }
        : {
            vi: `đã tổ chức ngày ${day}, ${outcome.attendance} người dự`,
            en: `held on ${day}, ${outcome.attendance} present`,
          };
    }
    case "tallied":
      return talliedWords(outcome);
    case "opened":
      return outcome.override === null
        ? { vi: "cổng đã mở", en: "the gate has opened" }
        : {
            vi: `cổng mở ngoại lệ vì: ${outcome.override}`,
            en: `the gate was opened by override because: ${outcome.override}`,
          };
    case "entered":
      return { vi: "đã xong từ trước, được ghi vào", en: "done earlier and entered" };
    default:
      return outcome satisfies never;
  }
}

function talliedWords({ cast, chosen, ties }: Extract<Outcome, { kind: "tallied" }>): Text {
  const tied: Text =
    ties.length === 0
      ? { vi: "", en: "" }
      : {
          vi: `, ${ties.length} bằng phiếu chưa phân định`,
          en: `, ${ties.length} tied and undecided`,
        };
  return {
    vi: `đã kiểm ${cast} phiếu, chọn ${chosen.length} mô hình${tied.vi}`,
    en: `counted ${cast} ${cast === 1 ? "vote" : "votes"}, ${chosen.length} ${models(chosen.length)} chosen${tied.en}`,
  };
}

const models = (n: number): string => (n === 1 ? "model" : "models");
