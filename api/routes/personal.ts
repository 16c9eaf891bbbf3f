import { MANDATORY, MESSAGE_KINDS, switchedOff } from "#domain/preference.ts";
import { inTransaction, type Reader } from "#prisma/client.ts";
import { listPersonalMessages, openMessage } from "#prisma/sql/personal-message.ts";
import { readPreferences, writePreferences } from "#prisma/sql/preference.ts";
import type { Account } from "#prisma/sql/token.ts";
import type { PreferencesView } from "../contract-delivery.ts";
import { ApiError } from "../errors.ts";
import { once } from "../idempotency.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";

type Personal = "preferences" | "setPreferences" | "myMessages" | "openMessage";

/** What reaches me, how I want it, and that I have seen it. */
export function personalRoutes({ pool }: Deps): Pick<Handlers, Personal> {
  return {
    preferences: async ({ account }) => ({
      status: 200,
      body: await viewOf(pool, personOf(account)),
    }),
    setPreferences: async ({ account, body, write }) => {
      const whose = personOf(account);
      const wanted = { channels: exact(body.channels), digest: body.digest };
      const [off] = switchedOff(wanted);
      if (off !== undefined) throw new ApiError("mandatory_kind", { kind: off });
      await once(pool, write, async (tx) => {
        await writePreferences(tx, whose, wanted, body.phone);
        return null;
      });
      return { status: 200, body: await viewOf(pool, whose) };
    },
    myMessages: async ({ account, query }) => {
      const page = pageRequest(query, "text,text");
      const after = page.after && { at: page.after[0], id: page.after[1] };
      const unread = query.unread ?? false;
      const ask = { ...personOf(account), unread, limit: page.read, after };
      const rows = await listPersonalMessages(pool, ask);
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.at, row.id],
        (row) => row,
      );
      return { status: 200, body };
    },
    openMessage: async ({ account, params }) => {
      const asked = { ...personOf(account), message: params.message };
      const openedAt = await inTransaction(pool, (tx) => openMessage(tx, asked));
      if (openedAt === null) throw new ApiError("not_found", { what: params.message });
      return { status: 200, body: { id: params.message, openedAt } };
    },
  };
}

function personOf({ realm, person }: Account): { realm: string; person: string } {
  if (person === null) throw new ApiError("not_yours");
  return { realm, person };
}

async function viewOf(
  db: Reader,
  whose: { readonly realm: string; readonly person: string },
): Promise<PreferencesView> {
  const kept = await readPreferences(db, whose);
  if (!kept) throw new ApiError("not_found", { what: whose.person });
  const { channels, digest, phone } = kept;
  const plain = Object.fromEntries(
    Object.entries(channels).map(([kind, list]) => [kind, [...list]]),
  );
  return {
    channels: plain,
    digest,
    phone,
    mandatory: MESSAGE_KINDS.filter((one) => MANDATORY.has(one)),
  };
}

/** Without the kinds that were left out. */
const exact = <K extends string, V>(
  channels: Partial<Record<K, V | undefined>>,
): Partial<Record<K, V>> =>
  Object.fromEntries(Object.entries(channels).filter(([, list]) => list !== undefined)) as Partial<
    Record<K, V>
  >;
