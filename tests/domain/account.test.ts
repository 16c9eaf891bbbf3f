import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLogin, readSlip, SLIP_LENGTH, SLIP_LETTERS, slipWords } from "#domain/account-login.ts";
import { type Keeper, mayGrant, mayKeep } from "#domain/account-rights.ts";
import { passwordFault, SHORTEST } from "#domain/password.ts";
import { delayOf, LONGEST_DELAY } from "#domain/sign-in-delay.ts";

const COMMON = new Set(["matkhau", "password", "nguyen", "vietnam", "anhyeuem", "admin"]);
const fault = (password: string, own: string[] = []) => passwordFault(password, own, COMMON);

describe("a new password", () => {
  test.each([
    ["matkhau123456", "common"],
    ["Mật khẩu 123456!", "common"],
    ["P@ssw0rd123456", "common"],
    ["111111111111", "common"],
    ["qwertyuiop123", "common"],
    ["abcabcabcabcabc", "common"],
    ["AnhYeuEm30041975", "common"],
    ["nguyenvietnam2026", "common"],
    ["ngắn quá", "too_short"],
    ["a".repeat(200), "too_long"],
    ["con trâu đi lội ruộng", null],
    ["bốn con thuyền ngược nước", null],
    ["x7Kq2mZ9pLw4", null],
  ])("%s: %s", (password, wanted) => {
    expect(fault(password)).toBe(wanted);
  });

  test("is not made of one's own name, address and unit", () => {
    expect(fault("TranVanBinh2026", ["Trần Văn Bình"])).toBe("own_words");
    expect(fault("tranvanbinh1!", ["Trần Văn Bình"])).toBe("own_words");
    expect(fault("trần văn bình chăn trâu", ["Trần Văn Bình"])).toBeNull();
  });

  test("is refused whatever run or year is put behind one common word", () => {
    const word = fc.constantFrom(...COMMON);
    const tail = fc.constantFrom("12345678", "2026", "19751975", "aaaaaaa", "qwerty", "");
    fc.assert(
      fc.property(word, tail, fc.boolean(), (one, end, upper) => {
        const password = (upper ? one.toUpperCase() : one) + end;
        expect(fault(password)).not.toBeNull();
      }),
    );
  });

  test("that is long and random is taken, however it is typed", () => {
    const letters = fc.constantFrom(..."bcdfghjklmnpqrstvwxz23456789");
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 20, maxLength: 60 }), (password) => {
        fc.pre(new Set(password).size >= 10);
        expect(fault(password)).toBeNull();
        expect(fault(password.normalize("NFD"))).toBe(fault(password.normalize("NFC")));
      }),
    );
    expect(SHORTEST).toBe(12);
  });
});

describe("the wait after failures", () => {
  const kind = fc.constantFrom("login" as const, "source" as const);
  const failures = fc.nat(1_000_000);
  const seconds = fc.nat(200_000);

  test("is never longer than a quarter of an hour, and ends while nobody tries", () => {
    fc.assert(
      fc.property(kind, failures, seconds, (which, n, secondsAgo) => {
        const wait = delayOf(which, { failures: n, secondsAgo });
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(LONGEST_DELAY);
        expect(delayOf(which, { failures: n, secondsAgo: secondsAgo + wait })).toBe(0);
      }),
    );
    expect(LONGEST_DELAY).toBe(900);
  });

  test("does not shrink with more failures, nor grow with time", () => {
    fc.assert(
      fc.property(kind, failures, seconds, fc.nat(100), (which, n, secondsAgo, more) => {
        const now = delayOf(which, { failures: n, secondsAgo });
        fc.pre(secondsAgo < 86_000);
        expect(delayOf(which, { failures: n + more, secondsAgo })).toBeGreaterThanOrEqual(now);
        expect(delayOf(which, { failures: n, secondsAgo: secondsAgo + more })).toBeLessThanOrEqual(
          now,
        );
      }),
    );
  });

  test("costs the first five nothing", () => {
    for (let n = 0; n < 5; n += 1) expect(delayOf("login", { failures: n, secondsAgo: 0 })).toBe(0);
    expect(delayOf("login", { failures: 5, secondsAgo: 0 })).toBe(1);
  });
});

describe("who keeps whose account", () => {
  const none = { operator: false, subtree: new Set<string>(), clerkOf: new Set<string>() };
  const units = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 5 });
  const deed = fc.constantFrom(
    "invite",
    "ask_recovery",
    "confirm_recovery",
    "end_sessions",
    "close",
    "grant" as const,
  );

  test("nobody keeps the account of somebody with a unit or a power outside their reach", () => {
    fc.assert(
      fc.property(units, units, units, units, deed, (subtree, clerkOf, held, administers, one) => {
        const keeper: Keeper = { ...none, subtree: new Set(subtree), clerkOf: new Set(clerkOf) };
        const all = [...held, ...administers];
        const may = mayKeep(keeper, one, { units: held, administers });
        const inside = (reach: readonly string[]) =>
          all.length > 0 && all.every((unit) => reach.includes(unit));
        if (may) expect(inside(subtree) || inside(clerkOf)).toBe(true);
        if (!inside(subtree) && ["close", "grant", "end_sessions"].includes(one))
          expect(may).toBe(false);
      }),
    );
  });

  test("nobody gives more than they administer", () => {
    const keeper = { ...none, subtree: new Set(["a", "b"]), clerkOf: new Set(["c"]) };
    expect(mayGrant(keeper, ["a", "b"])).toBe(true);
    expect(mayGrant(keeper, ["c"])).toBe(false);
    expect(mayGrant(keeper, ["*"])).toBe(false);
    expect(mayGrant({ ...keeper, subtree: new Set(["*"]) }, ["*", "z"])).toBe(true);
  });
});

describe("what people type", () => {
  test("a slip's code is read with or without dashes, small, and with letters that look alike", () => {
    const code = fc.string({
      unit: fc.constantFrom(...SLIP_LETTERS),
      minLength: SLIP_LENGTH,
      maxLength: SLIP_LENGTH,
    });
    fc.assert(
      fc.property(code, (one) => {
        expect(readSlip(slipWords(one))).toBe(one);
        expect(readSlip(` ${slipWords(one).toLowerCase()} `)).toBe(one);
        expect(readSlip(one.replaceAll("0", "O").replaceAll("1", "l"))).toBe(one);
        expect(readSlip(one.slice(1))).toBeNull();
      }),
    );
  });

  test("a login is an address or a name", () => {
    for (const good of ["binh@example.vn", "trần.bình", "van-thu_3"])
      expect(isLogin(good)).toBe(true);
    for (const bad of ["", "ab", "a b c", "<x>@y", "a".repeat(65)])
      expect(isLogin(bad)).toBe(false);
  });
});
