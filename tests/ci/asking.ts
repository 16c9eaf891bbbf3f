import { randomUUID } from "node:crypto";

/** Asks a served API as whoever has the token; what it answers is read by the test that asked. */
export async function askApi(
  base: string,
  token: string,
  method: string,
  path: string,
  body?: unknown,
) {
  const response = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "idempotency-key": randomUUID(),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return JSON.parse(await response.text());
}
