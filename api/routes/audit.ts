import { once as happened } from "node:events";
import type { Response } from "express";
import type pg from "pg";
import { auditSentence } from "#domain/audit-words.ts";
import type { Names } from "#domain/wait-words.ts";
import { findBrokenAudit, realmChain } from "#prisma/sql/audit.ts";
import { auditLines, auditPublicKey } from "#prisma/sql/audit-file.ts";
import {
  type AuditPlace,
  type AuditRead,
  headOf,
  listAudit,
  namesOfPersons,
} from "#prisma/sql/read/audit-list.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import { closeRefusals } from "#prisma/sql/refusal.ts";
import type { Account } from "#prisma/sql/token.ts";
import { scopeWith } from "../access.ts";
import { factsOf, textOf } from "../audit-entry.ts";
import type { AuditItem } from "../contract-audit.ts";
import { ApiError } from "../errors.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Call, Deps, Handlers } from "../router.ts";

type Routes = "audit" | "auditProof" | "auditExport" | "realmAudit" | "realmAuditExport";

/** The audit chain: read, proven, taken away. */
export function auditRoutes({ pool }: Deps): Pick<Handlers, Routes> {
  const listed = async (place: AuditPlace, query: Call<"audit">["query"], names: Names | null) => {
    await closeRefusals(pool);
    const page = pageRequest(query, "number");
    const { who = null, unit = null, what = null, refused = null, newest = false } = query;
    const filter = { who, unit, what, refused, newest };
    const rows = await listAudit(pool, place, filter, page.read, page.after?.[0] ?? null);
    const shown = pageOfRows(
      rows,
      page,
      (row) => [row.n],
      (row) => row,
    );
    return { ...shown, items: await itemsOf(pool, place.realm, names, shown.items) };
  };
  return {
    audit: async ({ account, params, query }) => {
      const scope = await scopeWith(pool, account, params.campaign, "read_audit");
      const { names } = await definitionOf(pool, scope);
      const { campaign: chain, realm, units } = scope;
      return { status: 200, body: await listed({ chain, realm, units }, query, names) };
    },
    auditProof: async ({ account, params }) => {
      const chain = await wholeChain(pool, account, params.campaign);
      const [head, broken, key] = await Promise.all([
        headOf(pool, chain),
        findBrokenAudit(pool, chain),
        auditPublicKey(pool),
      ]);
      const { n: entries = 0, hash = null, until = null } = head ?? {};
      return { status: 200, body: { chain, entries, hash, until, broken, key } };
    },
    auditExport: async ({ account, params, response }) => {
      await sendFile(response, pool, await wholeChain(pool, account, params.campaign));
      return null;
    },
    realmAudit: async ({ account: { realm }, query }) => {
      const place = { chain: realmChain(realm), realm, units: null };
      return { status: 200, body: await listed(place, query, null) };
    },
    realmAuditExport: async ({ account, response }) => {
      await sendFile(response, pool, realmChain(account.realm));
      return null;
    },
  };
}

/** A chain speaks of everybody: whole only for who may read all of it. @throws ApiError not_found, not_yours */
async function wholeChain(pool: pg.Pool, account: Account, campaign: string): Promise<string> {
  const scope = await scopeWith(pool, account, campaign, "read_audit");
  if (scope.units !== null) throw new ApiError("not_yours");
  await closeRefusals(pool);
  return scope.campaign;
}

async function sendFile(response: Response, pool: pg.Pool, chain: string): Promise<void> {
  const name = `audit-${chain.replaceAll(/[^\w.-]+/g, "-")}.ndjson`;
  response
    .status(200)
    .type("application/x-ndjson; charset=utf-8")
    .set("Content-Disposition", `attachment; filename="${name}"`)
    .set("Cache-Control", "private, no-store");
  for await (const lines of auditLines(pool, chain)) {
    if (response.destroyed) return;
    if (!response.write(lines))
      await Promise.race([happened(response, "drain"), happened(response, "close")]);
  }
  response.end();
}

async function itemsOf(
  pool: pg.Pool,
  realm: string,
  names: Names | null,
  rows: readonly AuditRead[],
): Promise<AuditItem[]> {
  const read = rows.map((row) => ({ row, facts: factsOf(row.entry) }));
  const persons = await namesOfPersons(
    pool,
    realm,
    read.flatMap(({ facts: { person, clerk } }) => [person, clerk].filter((one) => one !== null)),
  );
  const named = (person: string | null) =>
    person === null ? null : { person, name: persons.get(person) ?? person };
  return read.map(({ row, facts }) => {
    const { what, unit, step, refused, refusal } = facts;
    const who = named(facts.person);
    const clerk = named(facts.clerk);
    const words = auditSentence({
      ...facts,
      who: who?.name ?? facts.by,
      clerk: clerk?.name ?? null,
      unit: unit === null ? null : textOf(names?.unit(unit) ?? unit).vi,
      step: step === null || unit === null ? null : textOf(names?.step(unit, step) ?? step),
      refused: refusal,
    });
    return { ...row, what, unit, who, clerk, refused, words };
  });
}
