import { readFileSync } from "node:fs";
import { reachOf } from "#domain/rights.ts";
import {
  type CampaignDraft,
  createDraft,
  type DraftReach,
  type DraftWrite,
  deleteDraft,
  listDrafts,
  readDraft,
  saveCampaignDraft,
} from "#prisma/sql/campaign-draft.ts";
import type { Account } from "#prisma/sql/token.ts";
import type {
  CampaignDraftItem,
  CampaignExample,
  CampaignTemplate,
  DRAFT_ROUTES,
} from "../contract-draft.ts";
import { ApiError } from "../errors.ts";
import { headOf } from "../file/head.ts";
import { EXAMPLES, namesIn, SHIPPED } from "../file/shipped.ts";
import { readTemplate } from "../file/template.ts";
import { accountKey, once } from "../idempotency.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";

/** Campaigns being prepared: their files are kept, not judged; and what one begins from. */
export function campaignDraftRoutes({ pool }: Deps): Pick<Handlers, keyof typeof DRAFT_ROUTES> {
  return {
    campaignTemplates: async () => ({ status: 200, body: { items: templates() } }),
    campaignExamples: async () => ({
      status: 200,
      body: { items: namesIn(EXAMPLES).map((name) => exampleOf(name).item) },
    }),
    campaignExample: async ({ params }) => {
      const name = namesIn(EXAMPLES).find((one) => one === params.example);
      if (name === undefined) throw new ApiError("not_found", { what: params.example });
      const { item, content } = exampleOf(name);
      return { status: 200, body: { ...item, content } };
    },
    campaignDrafts: async ({ account, query }) => {
      const page = pageRequest(query, "text,text");
      const rows = await listDrafts(pool, reachIn(account), page.read, page.after);
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.savedAt, row.id],
        (row) => itemOf(account, row),
      );
      return { status: 200, body };
    },
    createCampaignDraft: async ({ account, body, write }) => {
      const made = await once(pool, write, async (tx) =>
        itemOf(account, await createDraft(tx, account.realm, writeOf(account, body.content))),
      );
      const location = `/api/campaign-drafts/${made.body.id}`;
      return { status: 201, body: made.body, location };
    },
    campaignDraft: async ({ account, params }) => {
      const found = await readDraft(pool, reachIn(account), params.draft);
      if (!found) throw new ApiError("not_found", { what: params.draft });
      return { status: 200, body: { ...itemOf(account, found), content: found.content } };
    },
    saveCampaignDraft: async ({ account, params, body, write }) => {
      const saved = await once(pool, write, async (tx) => {
        const draft = writeOf(account, body.content);
        const reach = reachIn(account);
        const done = await saveCampaignDraft(tx, reach, params.draft, body.version, draft);
        if (!done) throw new ApiError("not_found", { what: params.draft });
        if ("changed" in done) throw new ApiError("draft_changed", { ...done.changed });
        return itemOf(account, done);
      });
      return { status: 200, body: saved.body };
    },
    deleteCampaignDraft: async ({ account, params, write }) => {
      const gone = await once(pool, write, async (tx) => {
        const done = await deleteDraft(tx, reachIn(account), params.draft, accountKey(account));
        if (!done) throw new ApiError("not_found", { what: params.draft });
        return itemOf(account, done);
      });
      return { status: 200, body: gone.body };
    },
  };
}

/** Whoever may start any campaign of the realm sees every draft in it; anybody else their own. */
const reachIn = (account: Account): DraftReach => ({
  realm: account.realm,
  owner: reachOf(account.kind, "start_campaign") === "realm" ? null : accountKey(account),
});

function writeOf(account: Account, content: string): DraftWrite {
  const { key, title, units } = headOf(content);
  const by = accountKey(account);
  return { content, key, title: title?.vi ?? null, units, by, saver: account.label };
}

const itemOf = (
  account: Account,
  { id, key, title, units, version, owner, saver, createdAt, savedAt, started }: CampaignDraft,
): CampaignDraftItem => ({
  id,
  key,
  title,
  units,
  version,
  own: owner === accountKey(account),
  saver,
  createdAt,
  savedAt,
  started,
});

/** They ship with this version, so they are read once. */
let shelf: CampaignTemplate[] | null = null;

function templates(): CampaignTemplate[] {
  shelf ??= SHIPPED.names().flatMap((name) => {
    const found = SHIPPED.find(name);
    const read = found && readTemplate(found.content, found.file);
    if (!found || !read || "problems" in read) return [];
    const levels = read.file.levels.map(({ id, title, steps }) => ({
      id,
      title,
      steps: steps.length,
    }));
    return [{ name, title: read.file.title, levels, content: String(found.content) }];
  });
  return shelf;
}

const examples = new Map<string, { readonly item: CampaignExample; readonly content: string }>();

function exampleOf(name: string): { readonly item: CampaignExample; readonly content: string } {
  const known = examples.get(name);
  if (known) return known;
  const content = readFileSync(`${EXAMPLES}${name}.yaml`, "utf8");
  const { title, units } = headOf(content);
  const read = { item: { name, title: title ?? { vi: name, en: name }, units }, content };
  examples.set(name, read);
  return read;
}
