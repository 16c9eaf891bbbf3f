import type { Reader } from "#prisma/client.ts";
import { addDevice, listDevices, removeDevice, vapidKeys } from "#prisma/sql/push-device.ts";
import type { Account } from "#prisma/sql/token.ts";
import type { PushView } from "../contract-push.ts";
import { ApiError } from "../errors.ts";
import { once } from "../idempotency.ts";
import { isPushService } from "../push-host.ts";
import type { Deps, Handlers } from "../router.ts";

/** In which browsers I am notified. */
export function pushRoutes({
  pool,
  pushHosts = [],
}: Deps): Pick<Handlers, "push" | "addPush" | "removePush"> {
  return {
    push: async ({ account }) => ({ status: 200, body: await viewOf(pool, personOf(account)) }),
    addPush: async ({ account, body, write }) => {
      const whose = personOf(account);
      const { endpoint, keys, label } = body;
      if (!isPushService(endpoint, pushHosts)) throw new ApiError("no_push_service");
      await once(pool, write, async (tx) => {
        await addDevice(tx, whose, { endpoint, ...keys }, label);
        return null;
      });
      return { status: 200, body: await viewOf(pool, whose) };
    },
    removePush: async ({ account, params, write }) => {
      const whose = personOf(account);
      await once(pool, write, async (tx) => {
        if (!(await removeDevice(tx, whose, params.device)))
          throw new ApiError("not_found", { what: params.device });
        return null;
      });
      return { status: 200, body: await viewOf(pool, whose) };
    },
  };
}

async function viewOf(
  db: Reader,
  whose: { readonly realm: string; readonly person: string },
): Promise<PushView> {
  const { publicKey } = await vapidKeys(db);
  return { publicKey, devices: (await listDevices(db, whose)).map((one) => ({ ...one })) };
}

function personOf({ realm, person }: Account): { realm: string; person: string } {
  if (person === null) throw new ApiError("not_yours");
  return { realm, person };
}
