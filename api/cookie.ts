import type { Request, Response } from "express";

/** The session of a browser. */
export const SESSION_COOKIE = "plenum_session";
/** A browser in which somebody has signed in before. */
export const DEVICE_COOKIE = "plenum_device";

/** Somebody on their way to the office's own sign-in and back. */
export const OFFICE_COOKIE = "plenum_office";

/** The value of a cookie as it was sent; null when there is none. */
export function cookieOf(request: Request, name: string): string | null {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || null;
}

/** Sets a cookie for so many seconds (0 takes it away); over HTTPS it never leaves by plain HTTP. */
export function setCookie(response: Response, name: string, value: string, seconds: number): void {
  const secure = isSecure(response) ? "; Secure" : "";
  const age = `Max-Age=${Math.floor(seconds)}`;
  response.append(
    "Set-Cookie",
    `${name}=${value}; HttpOnly; SameSite=Strict; Path=/; ${age}${secure}`,
  );
}

/** For a way over another site and back: such a visit brings no strict cookie. */
export function setPassingCookie(
  response: Response,
  name: string,
  value: string,
  { path, seconds }: { readonly path: string; readonly seconds: number },
): void {
  const secure = isSecure(response) ? "; Secure" : "";
  response.append(
    "Set-Cookie",
    `${name}=${value}; HttpOnly; SameSite=Lax; Path=${path}; Max-Age=${seconds}${secure}`,
  );
}

const isSecure = (response: Response): boolean =>
  String(response.app.locals["publicUrl"] ?? "").startsWith("https:");
