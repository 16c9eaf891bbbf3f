import { z } from "zod";
import { day, id, listQuery, pageOf, text } from "./contract.ts";

/** People: posts with who holds them and held them, appointing, guidance teams. */

const term = z.object({ person: id, name: z.string(), from: day, to: day.nullable() });

export const postItem = z
  .object({
    post: id,
    title: text,
    role: z.string(),
    unit: id,
    unitName: z.string(),
    /** Every term there was and is, latest first. */
    terms: z.array(term),
    /** Who covers today. */
    covers: z.array(term),
    /** Of today's holder; null too where you need not know it. */
    email: z.string().nullable(),
    phone: z.string().nullable(),
    /** Whether you may appoint here. */
    keeps: z.boolean(),
  })
  .meta({ id: "PostItem" });

const newPerson = z.strictObject({
  name: z.string().trim().min(2).max(200),
  email: z.email().max(300).nullable().default(null),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 .-]{6,20}$/, "a phone number in digits, such as +84 912 345 678")
    .nullable()
    .default(null),
});

/** From a day on somebody takes the post, known or new; `null` leaves it vacant. */
export const appointBody = z
  .strictObject({
    person: z.union([id, newPerson]).nullable(),
    from: day,
    /** The last day; left out: until somebody else takes it. */
    to: day.nullable().default(null),
    /** The decision it rests on, or why: kept with the entry. */
    reason: z.string().trim().min(1).max(500),
  })
  .meta({ id: "Appoint" });

export const appointed = z
  .object({ post: id, terms: z.array(z.object({ person: id, from: day, to: day.nullable() })) })
  .meta({ id: "Appointed" });

export const teamItem = z
  .object({
    id,
    name: z.string(),
    /** The post that leads it. */
    leader: id,
    /** How many units it can follow at once. */
    capacity: z.int(),
    units: z.array(id),
    members: z.array(
      z.object({
        post: id,
        title: text,
        person: id.nullable(),
        name: z.string().nullable(),
        actingFor: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "TeamItem" });

export const teamList = z
  .object({
    teams: z.array(teamItem),
    /** Units that no team follows; the one that leads the campaign needs none. */
    unfollowed: z.array(id),
  })
  .meta({ id: "TeamList" });

const campaignAt = "/api/campaigns/:campaign";

/** Routes of this part of the table: see contract-routes.ts. Posts' ids hold slashes: send them encoded (%2F). */
export const PEOPLE_ROUTES = {
  posts: {
    method: "get",
    path: `${campaignAt}/posts`,
    right: "read_campaign",
    summary: "Posts with who holds them, held them and covers for them",
    query: listQuery,
    answers: { 200: pageOf(postItem, "PostPage") },
  },
  appoint: {
    method: "post",
    path: `${campaignAt}/posts/:post/appointments`,
    right: "keep_people",
    summary: "Hand a post over from a day on; what its holder signed stays theirs",
    body: appointBody,
    answers: { 200: appointed },
  },
  teams: {
    method: "get",
    path: `${campaignAt}/teams`,
    right: "read_campaign",
    summary: "Guidance teams, whom they follow, and the units nobody follows",
    answers: { 200: teamList },
  },
} as const;

export type PostItem = z.infer<typeof postItem>;
export type AppointBody = z.infer<typeof appointBody>;
export type TeamItem = z.infer<typeof teamItem>;
export type TeamList = z.infer<typeof teamList>;
