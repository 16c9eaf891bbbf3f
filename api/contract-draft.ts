import { z } from "zod";
import { id, instant, listQuery, pageOf, text } from "./contract.ts";

/** Starting a campaign: drafts of campaign files, the templates to start from, the examples. */

/** A campaign file as text; what cannot be read yet is kept all the same. */
const content = z.string().min(1);

export const draftItem = z
  .object({
    id,
    /** The campaign's id in the file; null where it cannot be read yet. */
    key: z.string().nullable(),
    title: z.string().nullable(),
    units: z.int(),
    /** Rises with every save. */
    version: z.int(),
    /** Whose it is: yours, or another's. */
    own: z.boolean(),
    /** Who saved it last. */
    saver: z.string(),
    createdAt: instant,
    savedAt: instant,
    /** A campaign of this id has been started for real. */
    started: z.boolean(),
  })
  .meta({ id: "CampaignDraft" });

export const draftView = draftItem.extend({ content }).meta({ id: "CampaignDraftView" });

export const newDraft = z.strictObject({ content }).meta({ id: "NewCampaignDraft" });

export const saveDraft = z
  .strictObject({
    content,
    /** The version this one began from: where another has been saved since, it is refused. */
    version: z.int().min(1),
  })
  .meta({ id: "SaveCampaignDraft" });

export const templateItem = z
  .object({
    /** As a campaign names it: `summary-conference@1`. */
    name: id,
    title: text,
    /** From the lowest to the highest. */
    levels: z.array(z.object({ id, title: text, steps: z.int() })),
    /** The template's file. */
    content,
  })
  .meta({ id: "CampaignTemplate" });

export const exampleItem = z
  .object({ name: id, title: text, units: z.int() })
  .meta({ id: "CampaignExample" });

export type CampaignDraftItem = z.infer<typeof draftItem>;
export type CampaignDraftView = z.infer<typeof draftView>;
export type CampaignTemplate = z.infer<typeof templateItem>;
export type CampaignExample = z.infer<typeof exampleItem>;

const right = "start_campaign";
const draftAt = "/api/campaign-drafts/:draft";

export const DRAFT_ROUTES = {
  campaignTemplates: {
    method: "get",
    path: "/api/campaign-templates",
    right: "check_file",
    summary: "The templates a campaign can follow, with their files",
    answers: {
      200: z.object({ items: z.array(templateItem) }).meta({ id: "CampaignTemplates" }),
    },
  },
  campaignExamples: {
    method: "get",
    path: "/api/campaign-examples",
    right: "check_file",
    summary: "Campaign files to begin from",
    answers: { 200: z.object({ items: z.array(exampleItem) }).meta({ id: "CampaignExamples" }) },
  },
  campaignExample: {
    method: "get",
    path: "/api/campaign-examples/:example",
    right: "check_file",
    summary: "One campaign file to begin from",
    answers: { 200: exampleItem.extend({ content }).meta({ id: "CampaignExampleView" }) },
  },
  campaignDrafts: {
    method: "get",
    path: "/api/campaign-drafts",
    right,
    summary: "Campaigns being prepared, last saved first",
    query: listQuery,
    answers: { 200: pageOf(draftItem, "CampaignDraftPage") },
  },
  createCampaignDraft: {
    method: "post",
    path: "/api/campaign-drafts",
    right,
    summary: "Keep a campaign file as a draft; it need not be right yet",
    body: newDraft,
    file: "json",
    answers: { 201: draftItem },
  },
  campaignDraft: {
    method: "get",
    path: draftAt,
    right,
    summary: "One draft with its file",
    answers: { 200: draftView },
  },
  saveCampaignDraft: {
    method: "put",
    path: draftAt,
    right,
    summary: "Save a draft; refused where somebody saved it since the version it began from",
    body: saveDraft,
    file: "json",
    answers: { 200: draftItem },
  },
  deleteCampaignDraft: {
    method: "delete",
    path: draftAt,
    right,
    summary: "Delete a draft",
    answers: { 200: draftItem },
  },
} as const;
