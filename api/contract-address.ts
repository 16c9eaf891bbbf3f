import { z } from "zod";
import { id } from "./contract.ts";

/** Putting right whom a message did not reach, and the list of those to be called. */

export const addressBody = z
  .strictObject({
    /** Left out: as it is; null: there is none. */
    email: z.email().max(254).nullable().optional(),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[0-9][0-9 .-]{6,20}$/, "a phone number in digits, such as +84 912 345 678")
      .nullable()
      .optional(),
  })
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, "email or phone")
  .meta({ id: "Address" });

export const addressCorrected = z
  .object({
    person: id,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    /** Tasks that this has closed, of units whose addresses you keep. */
    closed: z.array(id),
    /** How many messages go again: what had not reached them and is still owed, once for each obligation. */
    sentAgain: z.int(),
  })
  .meta({ id: "AddressCorrected" });

const campaignAt = "/api/campaigns/:campaign";

/** Routes of this part of the table: see contract-routes.ts. */
export const ADDRESS_ROUTES = {
  correctAddress: {
    method: "put",
    path: `${campaignAt}/persons/:person/address`,
    right: "keep_addresses",
    summary:
      "Correct where a person is reached: closes their delivery tasks, sends again what is still true",
    body: addressBody,
    answers: { 200: addressCorrected },
  },
  callListPdf: {
    method: "get",
    path: `${campaignAt}/call-list.pdf`,
    right: "keep_addresses",
    summary:
      "The call list to print (PDF), with room for when somebody was called and what they said",
    answers: { 200: z.string() },
  },
} as const;
