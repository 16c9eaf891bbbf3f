import type { Request } from "express";
import { ApiError } from "../errors.ts";

/** The address of the installation as this request's reader has it, without a slash at its end. */
export function addressOf(request: Request, publicUrl: string | undefined): string {
  return (publicUrl ?? `${request.protocol}://${request.get("Host") ?? "localhost"}`).replace(
    /\/+$/,
    "",
  );
}

/** Whom a passkey is made for. */
export interface Party {
  readonly id: string;
  readonly origin: string;
}

/** Browsers keep passkeys for names only; one's own machine has the name localhost. */
export function partyOf(request: Request, publicUrl: string | undefined): Party | null {
  const host = request.get("Host") ?? "";
  const here = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  if (here?.hostname === "localhost") return { id: "localhost", origin: here.origin };
  const address = new URL(addressOf(request, publicUrl));
  const isName = !/^[\d.]+$|^\[/.test(address.hostname) && address.hostname !== "localhost";
  return isName && address.protocol === "https:"
    ? { id: address.hostname, origin: address.origin }
    : null;
}

/** @throws ApiError passkey_no_name */
export function requireParty(request: Request, publicUrl: string | undefined): Party {
  const party = partyOf(request, publicUrl);
  if (party) return party;
  const { port } = new URL(addressOf(request, undefined));
  throw new ApiError("passkey_no_name", { hint: `http://localhost${port ? `:${port}` : ""}/` });
}
