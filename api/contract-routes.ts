import { z } from "zod";
import type { Right } from "#domain/rights.ts";
import { listQuery, pageOf } from "./contract.ts";
import { ACCOUNT_ROUTES } from "./contract-account.ts";
import { ACCOUNTS_ROUTES } from "./contract-accounts.ts";
import * as act from "./contract-act.ts";
import { ACTS_ROUTES } from "./contract-acts.ts";
import { ADDRESS_ROUTES } from "./contract-address.ts";
import { ATTACHMENT_ROUTES } from "./contract-attachment.ts";
import { AUDIT_ROUTES } from "./contract-audit.ts";
import * as campaign from "./contract-campaign.ts";
import { CHANGE_ROUTES } from "./contract-change.ts";
import * as cover from "./contract-cover.ts";
import { DELIVERY_ROUTES } from "./contract-delivery.ts";
import { DRAFT_ROUTES } from "./contract-draft.ts";
import { FEED_ROUTES } from "./contract-feed.ts";
import { FINDING_ROUTES } from "./contract-finding.ts";
import * as grid from "./contract-grid.ts";
import { INBOX_ROUTES, inboxQuery } from "./contract-inbox.ts";
import * as list from "./contract-list.ts";
import { PEOPLE_ROUTES } from "./contract-people.ts";
import { PUSH_ROUTES } from "./contract-push.ts";
import { REHEARSAL_ROUTES } from "./contract-rehearsal.ts";
import { REMARK_ROUTES } from "./contract-remark.ts";
import * as remind from "./contract-remind.ts";
import { RIGHTS_ROUTES } from "./contract-rights.ts";
import { SEARCH_ROUTES } from "./contract-search.ts";
import { SESSION_ROUTES } from "./contract-session.ts";
import * as step from "./contract-step.ts";
import { VERSION_ROUTES } from "./contract-version.ts";
import { WHY_ROUTES } from "./contract-why.ts";

/**
 * Every route as data: its right (deny by default: a route without one does not compile), what it
 * takes and what it answers. The router, the OpenAPI document and the tests are made from this table.
 */
export interface Route {
  readonly method: "get" | "post" | "put" | "delete";
  readonly path: string;
  /** `public` needs no account. */
  readonly right: Right | "public";
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Takes up to 5 MB: `text` is the campaign file itself, `json` has one in it. */
  readonly file?: "text" | "json";
  /** The body is a file of any size that its handler reads by itself. */
  readonly stream?: true;
  /** Needs no Idempotency-Key: a write that changes nothing (check, plan), or the same thing once by itself. */
  readonly pure?: true;
  readonly answers: Readonly<Record<number, z.ZodType>>;
}

const campaignAt = "/api/campaigns/:campaign";
const stepAt = `${campaignAt}/units/:unit/steps/:step`;
const read = { method: "get", right: "read_campaign" } as const;
const fact = { right: "act" } as const;
const filePost = { method: "post", body: campaign.campaignFile, file: "text" } as const;
const pages = <T extends z.ZodType>(path: string, summary: string, item: T, name: string) =>
  ({
    ...read,
    path: `${campaignAt}/${path}`,
    summary,
    query: listQuery,
    answers: { 200: pageOf(item, name) },
  }) as const;

export const ROUTES = {
  health: {
    method: "get",
    path: "/api/health",
    right: "public",
    summary: "Is the API up, and its database with it",
    answers: { 200: list.health },
  },
  me: {
    method: "get",
    path: "/api/me",
    right: "see_self",
    summary: "Who this token is, and the posts they hold",
    answers: { 200: list.me },
  },
  covers: {
    method: "get",
    path: "/api/me/covers",
    right: "act",
    summary: "Who acts for you while you are away, and for whom you act",
    answers: { 200: cover.coversView },
  },
  setCovers: {
    method: "put",
    path: "/api/me/covers",
    right: "act",
    summary: "Say who acts for you, from when to when; what is not named ends",
    body: cover.coversBody,
    answers: { 200: cover.coversView },
  },
  inbox: {
    method: "get",
    path: "/api/inbox",
    right: "read_inbox",
    summary: "What you owe: open obligations of your posts, by date or by who waits for them",
    query: inboxQuery,
    answers: { 200: pageOf(step.inboxItem, "InboxPage") },
  },
  check: {
    ...filePost,
    path: "/api/campaigns/check",
    right: "check_file",
    summary: "Check a campaign file: every problem at once",
    pure: true,
    answers: { 200: campaign.checked },
  },
  plan: {
    ...filePost,
    path: "/api/campaigns/plan",
    right: "check_file",
    summary: "Plan a campaign file: every step of every unit with its dates",
    pure: true,
    answers: { 200: campaign.planned },
  },
  start: {
    ...filePost,
    path: "/api/campaigns",
    right: "start_campaign",
    summary: "Start a campaign for real",
    answers: { 200: campaign.started, 201: campaign.started },
  },
  campaigns: {
    ...read,
    path: "/api/campaigns",
    summary: "Campaigns you may see",
    query: listQuery,
    answers: { 200: pageOf(campaign.campaignItem, "CampaignPage") },
  },
  campaign: {
    ...read,
    path: campaignAt,
    summary: "One campaign",
    answers: { 200: campaign.campaignDetail },
  },
  board: {
    ...read,
    path: `${campaignAt}/board`,
    summary: "Units × steps",
    query: campaign.boardQuery,
    answers: { 200: campaign.board },
  },
  grid: {
    ...read,
    path: `${campaignAt}/grid`,
    summary: "The board in few bytes: each different cell once, with the days that nobody works",
    query: campaign.boardQuery,
    answers: { 200: grid.grid },
  },
  next: {
    ...read,
    path: `${campaignAt}/next`,
    summary: "Who is late, what blocks, what comes next",
    answers: { 200: step.nextView },
  },
  stream: {
    ...read,
    path: `${campaignAt}/stream`,
    summary: "Server-Sent Events: `change` {unit, seq} and `clock` {generation}",
    answers: { 200: z.string() },
  },
  obligations: pages(
    "obligations",
    "What is owed now, by which post, soonest first",
    list.obligationItem,
    "ObligationPage",
  ),
  notices: pages("notices", "Notices, sent and to come", list.noticeItem, "NoticePage"),
  messages: {
    ...pages("messages", "Messages and their ledger", list.messageItem, "MessagePage"),
    right: "read_mail",
  },
  documents: pages("documents", "Papers", list.documentItem, "DocumentPage"),
  register: pages("register", "The register of issued papers", list.registerItem, "RegisterPage"),
  models: pages("models", "Models", list.modelItem, "ModelPage"),
  nominations: pages(
    "nominations",
    "Nominations, level by level",
    list.nominationItem,
    "NominationPage",
  ),
  events: pages("events", "What happened", list.eventItem, "EventPage"),
  unit: {
    ...read,
    path: `${campaignAt}/units/:unit`,
    summary: "One unit and its steps, each with its sentence",
    answers: { 200: step.unitView },
  },
  step: {
    ...read,
    path: stepAt,
    summary: "One step: paper, decisions, receipts, history, what you may do",
    answers: { 200: step.stepView },
  },
  draft: {
    ...fact,
    method: "put",
    path: `${stepAt}/draft`,
    summary: "Save the draft of a paper",
    body: act.draftBody,
    answers: { 200: act.draftSaved },
  },
  act: {
    ...fact,
    method: "post",
    path: `${stepAt}/acts`,
    summary: "Act on a step; 202 where the outcome takes longer than 3 s",
    body: act.actBody,
    answers: { 200: act.commandView, 202: act.commandView },
  },
  acknowledge: {
    ...fact,
    method: "post",
    path: `${stepAt}/acknowledge`,
    summary: "Acknowledge an issued paper",
    body: act.acknowledgeBody,
    answers: { 200: act.factRecorded },
  },
  excuseReceipt: {
    ...fact,
    method: "post",
    path: `${stepAt}/receipts/excuse`,
    summary: "Excuse a receipt, with a reason: its post is vacant, or it need not be given",
    body: act.excuseReceiptBody,
    answers: { 200: act.factRecorded },
  },
  vote: {
    ...fact,
    method: "post",
    path: `${stepAt}/votes`,
    summary: "Cast a vote",
    body: act.voteBody,
    answers: { 200: act.factRecorded },
  },
  seen: {
    ...fact,
    method: "post",
    path: `${stepAt}/seen`,
    summary: "Seen, working on it: no reminders for you before a day you choose",
    body: act.seenBody,
    answers: { 200: act.seenRecorded },
  },
  remind: {
    method: "post",
    right: "remind",
    path: `${campaignAt}/remind`,
    summary: "Remind one, or all who are late, in a sentence of your own; once a day each",
    body: remind.remindBody,
    answers: { 200: remind.reminded },
  },
  chasingLetter: {
    ...read,
    path: `${campaignAt}/chasing-letter`,
    summary: "A chasing letter (đôn đốc) drafted as Markdown: who is late, with what, since when",
    answers: { 200: z.string() },
  },
  command: {
    method: "get",
    path: "/api/commands/:command",
    right: "act",
    summary: "What became of a command of yours",
    answers: { 200: act.commandView },
  },
  ...ACTS_ROUTES,
  ...ATTACHMENT_ROUTES,
  ...CHANGE_ROUTES,
  ...REMARK_ROUTES,
  ...VERSION_ROUTES,
  ...INBOX_ROUTES,
  ...PEOPLE_ROUTES,
  ...SEARCH_ROUTES,
  ...SESSION_ROUTES,
  ...ACCOUNT_ROUTES,
  ...ACCOUNTS_ROUTES,
  ...FEED_ROUTES,
  ...FINDING_ROUTES,
  ...WHY_ROUTES,
  ...DRAFT_ROUTES,
  ...REHEARSAL_ROUTES,
  ...ADDRESS_ROUTES,
  ...DELIVERY_ROUTES,
  ...PUSH_ROUTES,
  ...RIGHTS_ROUTES,
  ...AUDIT_ROUTES,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
