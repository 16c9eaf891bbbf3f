/** Push services of the browsers in use: Chrome, Cốc Cốc and Edge, Firefox, Safari. */
const KNOWN = [
  "googleapis.com",
  "push.services.mozilla.com",
  "notify.windows.com",
  "push.apple.com",
];

/**
 * Whether an endpoint belongs to a push service: we write to where a browser says, so it may not be any
 * address, one inside our own network least of all. `more` are hosts of services of one's own, also without TLS.
 */
export function isPushService(endpoint: string, more: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, host, username, port } = new URL(endpoint);
  if (username !== "") return false;
  if (more.includes(host)) return protocol === "https:" || protocol === "http:";
  const known = KNOWN.some((one) => hostname === one || hostname.endsWith(`.${one}`));
  return protocol === "https:" && port === "" && known;
}
