import { z } from "zod";
import { MOST_SPEED } from "#domain/speed.ts";
import { id, instant, instantIn, text } from "./contract.ts";
import { campaignFile, clock } from "./contract-campaign.ts";

/** Rehearsals: a campaign in a realm of its own, on a clock that its conductor moves. */

export const rehearsalBody = z
  .strictObject({
    file: campaignFile,
    /** Campaign seconds a second at most; a day a second unless said otherwise. */
    speed: z.number().positive().max(MOST_SPEED).default(86_400),
    seed: z
      .int()
      .min(0)
      .max(2 ** 31)
      .optional(),
  })
  .meta({ id: "RehearsalBody" });

/** Each person's token is shown this once. */
export const rehearsalStarted = z
  .object({
    campaign: id,
    realm: id,
    seed: z.int(),
    clock,
    ends: instant,
    actors: z.array(z.object({ person: id, name: z.string(), token: z.string() })),
  })
  .meta({ id: "RehearsalStarted" });

export const rehearsalClock = clock
  .extend({
    /** Nothing that is due is unhandled: the clock may move on. */
    quiet: z.boolean(),
    busy: z.object({ inbox: z.int(), notices: z.int(), messages: z.int() }),
    /** The next instant at which the engine itself has something to do: a notice or a wake. */
    nextEngineDue: instant.nullable(),
  })
  .meta({ id: "RehearsalClock" });

export const moveBody = z.strictObject({ to: instantIn }).meta({ id: "MoveClock" });

/** The clock after the move; `reached` is false where it stopped earlier, at something due. */
export const moved = rehearsalClock.extend({ reached: z.boolean() }).meta({ id: "ClockMoved" });

export const deleted = z.object({ deleted: id, words: text }).meta({ id: "Deleted" });

/** What `/api/campaigns/:id/stream` says: this unit is at this seq; the clock is at this generation. */
export const streamChange = z.object({ unit: id, seq: z.int() }).meta({ id: "StreamChange" });
export const streamClock = z.object({ generation: z.int() }).meta({ id: "StreamClock" });

export type RehearsalBody = z.infer<typeof rehearsalBody>;
export type RehearsalStarted = z.infer<typeof rehearsalStarted>;
export type RehearsalClock = z.infer<typeof rehearsalClock>;
export type ClockMoved = z.infer<typeof moved>;

/** Rehearsals: begun, their clock moved, deleted. */
export const REHEARSAL_ROUTES = {
  rehearse: {
    method: "post",
    path: "/api/rehearsals",
    right: "rehearse",
    summary: "Start a rehearsal in a realm of its own; actor tokens are shown this once",
    body: rehearsalBody,
    file: "json",
    answers: { 201: rehearsalStarted },
  },
  clock: {
    method: "get",
    path: "/api/rehearsals/:campaign/clock",
    right: "rehearse",
    summary: "Where a rehearsal's clock stands and whether it may move",
    answers: { 200: rehearsalClock },
  },
  moveClock: {
    method: "post",
    path: "/api/rehearsals/:campaign/clock",
    right: "rehearse",
    summary: "Move a rehearsal's clock, at most to the next instant at which something is due",
    body: moveBody,
    answers: { 200: moved },
  },
  deleteRehearsal: {
    method: "delete",
    path: "/api/rehearsals/:campaign",
    right: "rehearse",
    summary: "Delete a rehearsal and everything in its realm",
    answers: { 200: deleted },
  },
} as const;
