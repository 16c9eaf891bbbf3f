import { z } from "zod";
import { id, instant, listQuery, pageOf, text } from "./contract.ts";

const person = z.object({ person: id, name: z.string() });

export const auditItem = z
  .object({
    n: z.int(),
    recordedAt: instant,
    /** The entry exactly as it was hashed; hash = SHA-256 of the hash before it and this text. */
    entry: z.string(),
    hash: z.string(),
    what: z.string(),
    unit: z.string().nullable(),
    /** Whose act it is, and who entered it for them. */
    who: person.nullable(),
    clerk: person.nullable(),
    /** Why it was refused; null: it was done. */
    refused: z.string().nullable(),
    /** The entry in words. */
    words: text,
  })
  .meta({ id: "AuditItem" });
export type AuditItem = z.infer<typeof auditItem>;

export const auditQuery = listQuery.extend({
  /** A person's id or a part of a name: who acted, for whom, or who entered it. */
  who: z.string().trim().min(1).max(100).optional(),
  unit: id.optional(),
  what: z.string().max(60).optional(),
  refused: z.stringbool().optional(),
  newest: z.stringbool().optional(),
});

/** How far the chain proves itself now. */
export const auditProof = z
  .object({
    chain: z.string(),
    entries: z.int(),
    hash: z.string().nullable(),
    until: instant.nullable(),
    /** The first entry that does not follow from those before it; null: all do. */
    broken: z.int().nullable(),
    /** Ed25519, SPKI in base64: whose signature stands under exports. */
    key: z.string(),
  })
  .meta({ id: "AuditProof" });

const auditAt = "/api/campaigns/:campaign/audit";
const page = pageOf(auditItem, "AuditPage");

export const AUDIT_ROUTES = {
  audit: {
    method: "get",
    right: "read_audit",
    path: auditAt,
    summary: "The audit chain: who did, or tried, what, for whom and from what paper",
    query: auditQuery,
    answers: { 200: page },
  },
  auditProof: {
    method: "get",
    right: "read_audit",
    path: `${auditAt}/proof`,
    summary: "Checks the whole chain, and says up to when it proves itself",
    answers: { 200: auditProof },
  },
  auditExport: {
    method: "get",
    right: "read_audit",
    path: `${auditAt}/export`,
    summary: "The whole chain as one file that anybody can verify offline (docs/audit.md)",
    answers: { 200: z.string() },
  },
  realmAudit: {
    method: "get",
    right: "read_realm_audit",
    path: "/api/audit",
    summary: "The chain of the installation itself: tokens, sign-ins, accounts, refused attempts",
    query: auditQuery,
    answers: { 200: page },
  },
  realmAuditExport: {
    method: "get",
    right: "read_realm_audit",
    path: "/api/audit/export",
    summary: "That chain as one file",
    answers: { 200: z.string() },
  },
} as const;
export type AuditProof = z.infer<typeof auditProof>;
