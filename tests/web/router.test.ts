import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, type Place, placeOf, TABS } from "#web/router.ts";

test("the root and /campaigns are the list", () => {
  expect(placeOf("/")).toEqual({ page: "campaigns" });
  expect(placeOf("/campaigns")).toEqual({ page: "campaigns" });
});

test("a campaign opens on its board", () => {
  expect(placeOf("/campaigns/chau-thanh-2020~a1")).toEqual({
    page: "campaign",
    campaign: "chau-thanh-2020~a1",
    tab: "board",
    open: null,
  });
});

test.each(["/nowhere", "/campaigns/x/nowhere", "/campaigns/x/mail/more", "/a/b/c/d"])(
  "%s is unknown, not a guess",
  (path) => {
    expect(placeOf(path)).toEqual({ page: "unknown", path });
  },
);

test("a broken escape does not break the page", () => {
  expect(placeOf("/campaigns/%E0%A4%A")).toMatchObject({ page: "campaign", campaign: "%E0%A4%A" });
});

test("every place comes back from its address, with ids of any letters", () => {
  const id = fc.string({ minLength: 1, unit: "grapheme" });
  const place: fc.Arbitrary<Place> = fc.record({
    page: fc.constant("campaign" as const),
    campaign: id,
    tab: fc.constantFrom(...TABS),
    open: fc.option(id, { nil: null }),
  });
  fc.assert(
    fc.property(place, (one) => {
      expect(placeOf(addressOf(one))).toEqual(one);
    }),
  );
});
