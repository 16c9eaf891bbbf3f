/** Being notified in this browser: what the account page's switch needs, besides GET/POST/DELETE /api/me/push. */

export type PushState =
  /** The browser cannot (Safari: only once the page is on the home screen). */
  | { readonly status: "impossible" }
  /** The person has forbidden it in the browser: only there can it be allowed again. */
  | { readonly status: "forbidden" }
  | { readonly status: "off" }
  /** `device`: its id in the list of devices. */
  | { readonly status: "on"; readonly device: string };

const WORKER = "/push.js";

const canPush = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const subscription = async (): Promise<PushSubscription | null> => {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
};

export async function pushState(): Promise<PushState> {
  if (!canPush()) return { status: "impossible" };
  if (Notification.permission === "denied") return { status: "forbidden" };
  const current = await subscription();
  return current ? { status: "on", device: await deviceOf(current) } : { status: "off" };
}

/**
 * Asks the person's leave and subscribes this browser; call it from a click. Send the answer with POST /api/me/push.
 * null: they did not allow it.
 * @param publicKey of GET /api/me/push
 */
export async function subscribe(
  publicKey: string,
): Promise<(PushSubscriptionJSON & { readonly label: string }) | null> {
  if (!canPush() || (await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(publicKey),
  });
  return { ...made.toJSON(), label: labelOf(navigator.userAgent) };
}

/** Ends it in this browser. Send DELETE /api/me/push/{device} with the answer; null: it was off. */
export async function unsubscribe(): Promise<string | null> {
  const current = canPush() ? await subscription() : null;
  if (!current) return null;
  const device = await deviceOf(current);
  await current.unsubscribe();
  return device;
}

/** As the server names it. */
async function deviceOf({ endpoint }: PushSubscription): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `d-${hex.join("").slice(0, 32)}`;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (one) => one.charCodeAt(0));
}

/** “Chrome, Android”: enough to tell one's own devices apart. */
function labelOf(agent: string): string {
  const find = (names: readonly (readonly [RegExp, string])[]): string | undefined =>
    names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find([
    [/coc_coc/i, "Cốc Cốc"],
    [/Edg\//, "Edge"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = find([
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Windows/, "Windows"],
    [/Mac OS/, "macOS"],
    [/Linux/, "Linux"],
  ]);
  return [browser, system].filter(Boolean).join(", ");
}
