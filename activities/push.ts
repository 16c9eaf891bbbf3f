import type pg from "pg";
import webPush from "web-push";
import { actWords, instantWords } from "#domain/notice-words.ts";
import { pageLink } from "#domain/page-link.ts";
import type { ClaimedMessage } from "#prisma/sql/message.ts";
import { forgetDevices, type VapidKeys, vapidKeys } from "#prisma/sql/push-device.ts";
import { type Answer, asDetail, type Carrier } from "./carrier.ts";

export interface PushOptions {
  /** Whom a push service may write to about us: `https:` or `mailto:`. */
  readonly contact: string;
}

const PATIENCE_MS = 10_000;
/** So long a push service keeps it for a browser that is shut, in seconds: a working day. */
const KEEPS = 86_400;

type Device = NonNullable<ClaimedMessage["devices"]>[number];

interface Said {
  readonly device: Device;
  readonly status: Answer["status"] | "gone";
  readonly detail: string;
}

/**
 * Hands a message to every browser of a person, encrypted for each by `web-push`. One that took it is enough;
 * a subscription that its service has ended (404, 410) is forgotten, and when none is left it came back.
 */
export function push(pool: pg.Pool, { contact }: PushOptions): Carrier {
  const closing = new AbortController();
  let keys: Promise<VapidKeys> | null = null;
  return {
    send: async (message) => {
      const devices = message.devices ?? [];
      if (devices.length === 0) return gone("no device is left");
      keys ??= vapidKeys(pool).catch((error: unknown) => {
        keys = null;
        throw error;
      });
      try {
        const vapid = { subject: contact, ...(await keys) };
        const said = await Promise.all(
          devices.map((device) => sendTo(device, message, vapid, closing.signal)),
        );
        const ended = said.filter(({ status }) => status === "gone").map(({ device }) => device.id);
        if (ended.length > 0) await forgetDevices(pool, ended);
        return together(said);
      } catch (error) {
        const detail = asDetail(error instanceof Error ? error.message : String(error));
        return { status: "deferred", detail, serverDown: false };
      }
    },
    close: () => closing.abort(),
  };
}

const gone = (detail: string): Answer => ({
  status: "refused",
  detail,
  serverDown: false,
  cameBack: true,
});

/** The best of what the devices' services said, with each in the detail. */
function together(said: readonly Said[]): Answer {
  const detail = asDetail(said.map((one) => `${one.device.label}: ${one.detail}`).join("; "));
  const some = (status: Said["status"]): boolean => said.some((one) => one.status === status);
  if (some("accepted")) return { status: "accepted", detail, serverDown: false };
  if (some("deferred")) return { status: "deferred", detail, serverDown: false };
  return some("refused") ? { status: "refused", detail, serverDown: false } : gone(detail);
}

async function sendTo(
  device: Device,
  message: ClaimedMessage,
  vapidDetails: { readonly subject: string } & VapidKeys,
  closing: AbortSignal,
): Promise<Said> {
  const { endpoint, p256dh, auth } = device;
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    payloadOf(message),
    {
      vapidDetails,
      TTL: KEEPS,
      urgency: message.kind === "due" || message.kind === "late" ? "high" : "normal",
      // A repetition takes the place of the first.
      topic: message.id.replace(/^m-/, "").slice(0, 32),
    },
  );
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, one]) => [name, String(one)]),
      ),
      body: body === null ? null : new Uint8Array(body),
      redirect: "error",
      signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await response.body?.cancel();
    return { device, status: statusOf(response.status), detail: String(response.status) };
  } catch (error) {
    // What fetch says may name the endpoint, which is a secret.
    const detail = error instanceof Error ? error.name : "no answer";
    return { device, status: "deferred", detail };
  }
}

function statusOf(status: number): Said["status"] {
  if (status >= 200 && status < 300) return "accepted";
  if (status === 404 || status === 410) return "gone";
  return status === 408 || status === 425 || status === 429 || status >= 500
    ? "deferred"
    : "refused";
}

/** What the browser shows: well below the 4 KB that every push service takes. */
function payloadOf({ subject, params, campaign, id }: ClaimedMessage): string {
  const [unit = "", step = ""] = (params?.link ?? "").split("/");
  const short = (text: string, most: number): string => Array.from(text).slice(0, most).join("");
  const sentence = params ? `${sentenceOf(params)} ${instantWords(params.due).vi}.` : "";
  const link = unit === "" ? "/" : pageLink("", { campaign, unit, step });
  return JSON.stringify({ id, title: short(subject, 150), sentence: short(sentence, 300), link });
}

function sentenceOf({ act, owedBy }: NonNullable<ClaimedMessage["params"]>): string {
  const verb = actWords(act as Parameters<typeof actWords>[0])?.vi ?? act;
  return owedBy === null ? `Đồng chí cần ${verb} trước` : `${owedBy.vi} cần ${verb} trước`;
}
