import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { plan } from "#domain/plan.ts";
import { rehearse } from "#domain/rehearsal.ts";
import { instantOf } from "#domain/time.ts";
import { aCampaign, stepOf, templateWith } from "./campaign-builder.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

test("in a rehearsal a gate without its evidence is brought to its approver on its latest date", () => {
  // The pilot's lessons come two working days after its conference; the gate should open the day before.
  const campaign = aCampaign({
    template: templateWith("district", "gate", {
      due: { anchor: "pilot-conference", days: 1, at: "08:00" },
    }),
  });
  const planned = plan(campaign);
  const { acts, notices, stuck } = rehearse(
    campaign,
    planned,
    { manner: "on-time", seed: 1 },
    digest,
  );
  const due = stepOf(planned, "chau-thanh", "gate").due.at;
  const told = notices.filter(({ step, rung }) => step === "gate" && rung === "arise");
  expect(told.map(({ at, post }) => [at, post])).toEqual([[due, "chau-thanh/head"]]);
  expect(due).toBe(instantOf("2020-05-21", "08:00"));
  expect(
    acts.filter(({ obligation }) => obligation.step === "gate").map((act) => act.result),
  ).toEqual(["evidence_missing", "done"]);
  expect(stuck).toEqual([]);
});
