import { describe, expect, test } from "vitest";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import type { CycleState } from "#domain/cycle.ts";
import { begun } from "#domain/evolve.ts";
import { explain } from "#domain/explain.ts";
import { obligationsOf } from "#domain/obligation.ts";
import type { Outcome } from "#domain/step.ts";
import { instantOf } from "#domain/time.ts";
import type { Names } from "#domain/wait-words.ts";
import {
  aBallot,
  aDocument,
  after,
  aGate,
  aPlan,
  aSubmission,
  aTask,
  BEGIN,
  below,
  elsewhere,
} from "./cycle-builder.ts";
import { approve, decline, issue, milestone, sendBack, submit } from "./deed.ts";
import { engine, later, stateAfter } from "./given.ts";

const POSTS: Readonly<Record<string, string>> = {
  head: "Trưởng ban (xã Bình An)",
  office: "Văn phòng Đảng ủy (xã Bình An)",
  clerk: "Văn thư (xã Bình An)",
};

const names: Names = {
  unit: (id) => (id === "chau-thanh" ? "huyện Châu Thành" : id),
  post: (id) => POSTS[id] ?? id,
  step: (_, id) => ({ vi: `Việc ${id}`, en: `Work ${id}` }),
};

const plan = aPlan(
  aDocument("plan", { recipients: ["a", "b", "c", "d", "e"] }),
  aTask("next", { waits: [after("plan"), elsewhere("chau-thanh", "dispatch", "acknowledged")] }),
  aTask("sum", { waits: [below("report", ["x", "y"])] }),
);

const said = (state: CycleState, step: string, ...rest: [] | [Parameters<typeof explain>[3]]) =>
  explain(state, step, names, ...rest);

const submitted = submit("ms office", "plan");

describe("of a gate the sentence says", () => {
  const gated = aPlan(aGate("gate", [elsewhere("pilot", "lessons"), below("report", ["a", "b"])]));
  const due = instantOf("2020-04-10", "17:00");
  const overdue = stateAfter(gated, engine({ type: "wake", target: due }, due));

  test("what is missing, until its latest date", () => {
    expect(said(stateAfter(gated, milestone("a", "report")), "gate").vi).toBe(
      "Cổng chưa mở được vì còn thiếu: «Việc lessons» của pilot xong; các đơn vị cấp dưới xong «Việc report» (1/2); hạn cuối 17:00 thứ Sáu, ngày 10/04/2020.",
    );
  });

  test("the evidence that is missing, too, while it waits for other steps", () => {
    const waits = [after("first")];
    const waiting = aPlan(
      aTask("first"),
      aGate("gate", [elsewhere("pilot", "lessons")], { waits }),
    );
    expect(said(stateAfter(waiting), "gate")).toEqual({
      vi: "Đợi «Bước first» xong; căn cứ để mở còn thiếu: «Việc lessons» của pilot xong; bước này hạn 17:00 thứ Sáu, ngày 10/04/2020.",
      en: "Waiting for “Step first” to be done; evidence for opening still lacking: “Work lessons” of pilot to be done; this step is due 17:00 on Friday, 10/04/2020.",
    });
  });

  test("that a first person proposed to override it, why, and until when a second may confirm", () => {
    const state = stateAfter(gated);
    const override = {
      person: "p",
      post: "head",
      reason: "Thiên tai.",
      at: later(1),
      expires: due,
    };
    const open = { status: "open", since: BEGIN, round: 1, returned: null, override } as const;
    expect(said({ ...state, steps: { gate: open } }, "gate").vi).toBe(
      "Đợi người thứ hai xác nhận mở ngoại lệ «Bước gate» do Trưởng ban (xã Bình An) đề nghị vì: Thiên tai (còn thiếu: «Việc lessons» của pilot xong; các đơn vị cấp dưới xong «Việc report» (0/2)); đề nghị có hiệu lực đến 17:00 thứ Sáu, ngày 10/04/2020.",
    );
  });

  test("from then on who must decide, and what is still missing", () => {
    expect(said(overdue, "gate").en).toBe(
      "Waiting for Trưởng ban (xã Bình An) to decide on opening “Step gate” (still lacking: “Work lessons” of pilot to be done; units below to finish “Work report” (0/2)); due 17:00 on Friday, 10/04/2020.",
    );
    expect(said(overdue, "gate").vi).toContain("(còn thiếu: «Việc lessons» của pilot xong; ");
  });
});

describe("one sentence says", () => {
  test("who has to draft, and until when", () => {
    expect(said(stateAfter(plan), "plan")).toEqual({
      vi: "Đợi Văn phòng Đảng ủy (xã Bình An) soạn và trình «Bước plan»; hạn 17:00 thứ Sáu, ngày 10/04/2020.",
      en: "Waiting for Văn phòng Đảng ủy (xã Bình An) to draft and submit “Step plan”; due 17:00 on Friday, 10/04/2020.",
    });
  });

  test("who has to decide", () => {
    expect(said(stateAfter(plan, submitted), "plan").vi).toBe(
      "Đợi Trưởng ban (xã Bình An) duyệt «Bước plan»; hạn 17:00 thứ Sáu, ngày 10/04/2020.",
    );
  });

  test("what was returned, and why", () => {
    expect(said(stateAfter(plan, submitted, sendBack("ms head", "plan")), "plan").vi).toBe(
      "Đợi Văn phòng Đảng ủy (xã Bình An) sửa và trình lại «Bước plan» (bị trả lại: Thiếu số liệu); hạn 17:00 thứ Sáu, ngày 10/04/2020.",
    );
  });

  test("which steps a step waits for, here, above and below", () => {
    expect(said(stateAfter(plan), "next").vi).toBe(
      "Đợi «Bước plan» xong; mọi nơi nhận xác nhận đã nhận «Việc dispatch» của huyện Châu Thành; bước này hạn 17:00 thứ Sáu, ngày 10/04/2020.",
    );
    expect(said(stateAfter(plan), "sum").en).toBe(
      "Waiting for units below to finish “Work report” (0/2); this step is due 17:00 on Friday, 10/04/2020.",
    );
  });

  test("that a paper is out and who has not acknowledged it", () => {
    const out = stateAfter(
      plan,
      submitted,
      approve("ms head", "plan"),
      issue("ms clerk", "plan", 8),
    );
    expect(said(out, "plan").vi).toBe(
      "Đã ban hành số 08-KH/ĐU, lúc 09:00 thứ Sáu, ngày 27/03/2020; đợi a, b, c và 2 nơi khác xác nhận đã nhận.",
    );
    const calendar = calendarOf(NO_CALENDAR_DATA);
    const left = obligationsOf(out, calendar).filter((one) => one.post === "e");
    expect(said(out, "plan", left).vi).toContain(
      "đợi e xác nhận đã nhận; hạn 17:00 thứ Ba, ngày 31/03/2020.",
    );
    expect(said(out, "plan", []).vi).toContain("đang ghi nhận kết quả");
  });

  test("that the party above the root has it, and who enters its answer", () => {
    const up = aPlan(aSubmission("up", { receiver: "outside" }));
    const sent = stateAfter(up, submit("ms office", "up"));
    const province: Names = {
      ...names,
      post: (id) => (id === "outside" ? "Tỉnh ủy" : names.post(id)),
    };
    expect(explain(sent, "up", province).vi).toMatch(
      /^Đợi Tỉnh ủy trả lời «Bước up» \(.+ nhập kết quả\); hạn /,
    );
  });

  test("people of one post as one, with their number, and the rest counted as people", () => {
    const voters = ["m1", "m2", "m3", "head", "office", "clerk", "x"];
    const vote = aPlan(aBallot("vote", { voters }));
    const council: Names = {
      ...names,
      post: (id) => (/^m\d/.test(id) ? { vi: "Thành viên", en: "Member" } : names.post(id)),
    };
    expect(explain(stateAfter(vote), "vote", council).vi).toContain(
      "Đợi 3 thành viên, Trưởng ban (xã Bình An), Văn phòng Đảng ủy (xã Bình An) và 2 người khác bỏ phiếu",
    );
    expect(said(stateAfter(vote), "vote", []).vi).toBe(
      "Mọi người đã làm xong phần mình, đang ghi nhận kết quả.",
    );
  });

  test("who is waited for, also when nothing is owed any more because it was excused", () => {
    expect(said(stateAfter(plan), "plan", []).vi).toMatch(/^Đợi Văn phòng Đảng ủy/);
  });

  test("that somebody declined, and why", () => {
    expect(said(stateAfter(plan, decline("ms office", "plan")), "plan")).toEqual({
      vi: "Không thực hiện, từ 09:00 thứ Sáu, ngày 27/03/2020, vì: Không có.",
      en: "Declined at 09:00 on Friday, 27/03/2020, because: Không có.",
    });
  });

  test("that it is about to begin, or that the cycle is halted", () => {
    expect(said(begun(plan, BEGIN), "plan").vi).toMatch(/^Sắp bắt đầu; bước này hạn/);
    const halted = { ...stateAfter(plan), status: "suspended" } as const;
    expect(said(halted, "plan").vi).toBe("Phần việc của đơn vị này tạm dừng.");
  });

  test("that there is no such step", () => {
    expect(said(stateAfter(plan), "gone").en).toBe("This unit has no step “gone”.");
  });
});

describe("one sentence says how a step ended", () => {
  const outcomes: readonly (readonly [Outcome, string])[] = [
    [{ kind: "completed" }, "Finished"],
    [{ kind: "accepted", hash: "h", nominees: [] }, "Accepted"],
    [{ kind: "accepted", hash: "h", nominees: ["m1"] }, "Accepted with 1 model"],
    [{ kind: "held", day: "2020-05-20", attendance: null }, "Held on 20/05/2020"],
    [{ kind: "held", day: "2020-05-20", attendance: 40 }, "Held on 20/05/2020, 40 present"],
    [
      { kind: "tallied", cast: 4, chosen: ["m1", "m2"], ties: ["m3", "m4"] },
      "Counted 4 votes, 2 models chosen, 2 tied and undecided",
    ],
    [{ kind: "opened", override: null }, "The gate has opened"],
    [{ kind: "opened", override: "x" }, "The gate was opened by override because: x"],
    [{ kind: "entered" }, "Done earlier and entered"],
  ];

  test.each(outcomes)("%j: %s", (outcome, words) => {
    const state = stateAfter(aPlan(aBallot("end")));
    const done = { status: "done", at: later(1), round: 1, outcome, acknowledged: true } as const;
    expect(said({ ...state, steps: { end: done } }, "end").en).toBe(
      `${words}, at 09:00 on Friday, 27/03/2020.`,
    );
  });
});
