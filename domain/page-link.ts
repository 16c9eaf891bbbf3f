/** A step's address in the app: whoever opens it signs in there. `publicUrl` without a slash at its end. */
export function pageLink(
  publicUrl: string,
  at: { readonly campaign: string; readonly unit: string; readonly step: string },
): string {
  const open = encodeURIComponent(`${at.unit}/${at.step}`);
  return `${publicUrl}/campaigns/${encodeURIComponent(at.campaign)}?open=${open}`;
}
