import type { Route, RouteName } from "#api/contract-routes.ts";
import { ROOT } from "./world.ts";

/** Bodies that their routes take, and that change nothing: a hash nobody knows, a round that is not. */
export const BODIES: Partial<Record<RouteName, unknown>> = {
  setCovers: { covers: [] },
  check: { plenum: 1 },
  plan: { plenum: 1 },
  start: { plenum: 1 },
  draft: { title: "a", content: "b", basedOn: "0".repeat(64) },
  previewChange: { change: { kind: "suspend", units: null }, reason: "Tạm dừng" },
  proposeChange: { change: { kind: "suspend", units: null }, reason: "Tạm dừng" },
  decideChange: { basedOn: 1, hash: "nothing" },
  refuseChange: { reason: "Chưa cần" },
  act: { type: "withdraw", round: 99 },
  acknowledge: { round: 99 },
  excuseReceipt: { round: 99, post: "binh-an/head", reason: "vắng" },
  vote: { round: 99, choices: [] },
  seen: { act: "draft", round: 99, until: "2020-03-27" },
  remind: { obligation: "nothing", sentence: "Xin khẩn trương." },
  acts: {
    rows: [{ campaign: "nothing", unit: "a", step: "b", acknowledge: { round: 1 } }],
  },
  removeAttachment: { reason: "nhầm" },
  createFeed: { kind: "person", language: "vi", label: "" },
  enterReply: { ics: "BEGIN:VCALENDAR" },
  createCampaignDraft: { title: "Nháp", definition: {} },
  saveCampaignDraft: { title: "Nháp", definition: {}, version: 1 },
  rehearse: { file: "plenum: 1" },
  moveClock: { to: "2020-03-01T00:00:00Z" },
  setPreferences: { channels: {}, digest: true },
  closeDeliveryTask: { note: "x" },
  bounce: { dsn: "On holiday" },
  signedBounce: {},
  addPush: {},
  remark: { words: "Đã xem" },
  appoint: { person: null, from: "2020-03-26", reason: "Nghỉ hưu" },
  correctAddress: { email: "a@b.example" },
  setAccount: { language: "vi" },
  setPassword: { present: "x", password: "y" },
  beginTotp: {},
  confirmTotp: { code: "000000" },
  endTotp: { password: "x" },
  newPasskey: {},
  addPasskey: {},
  makeToken: { label: "t", scopes: [], days: 1 },
  firstAdministrator: {},
  invite: {},
  setGrants: { units: [] },
  endAccountSessions: {},
  closeAccount: {},
  askRecovery: { reason: "mất máy" },
  confirmRecovery: { way: "slip" },
};

/** What has to be asked for in the address. */
export const QUERIES: Partial<Record<RouteName, string>> = { search: "?q=binh" };

/** Whose body says which unit it is for: the right must reach that one. */
export const MADE_FOR: Partial<Record<RouteName, string>> = {
  previewChange: ROOT,
  proposeChange: ROOT,
};

/** What speaks of everybody: only for who has the right in every unit. */
export const WHOLE: ReadonlySet<RouteName> = new Set<RouteName>(["auditProof", "auditExport"]);

/** What would not be there afterwards, or costs its caller their own way in: only who must not may try. */
export const DESTROYS: ReadonlySet<RouteName> = new Set<RouteName>(["deleteRehearsal"]);

/** Real ids for parameters beside campaign, unit and step; of what is not here there is none. */
export const KNOWN_PARAMS: ReadonlySet<string> = new Set(["campaign", "unit", "step"]);

/** The step of each unit that the questions are about. */
export const STEP_OF: Readonly<Record<string, string>> = {
  [ROOT]: "dispatch",
  "binh-an": "plan",
  "minh-hoa": "plan",
  "thanh-loc": "plan",
};

export const paramsOf = ({ path }: Route): readonly string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? "");
