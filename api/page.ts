import { createHash } from "node:crypto";
import type { Response } from "express";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escaped = (text: string): string =>
  text.normalize("NFC").replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);

const STYLE = `
body{margin:0;background:#f4f4f2;color:#1a1a1a;font:17px/1.5 system-ui,Arial,sans-serif}
main{max-width:42rem;margin:0 auto;padding:1.5rem;background:#fff}
h1{font-size:1.35rem;margin:0 0 .5rem}
.paper{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #ddd;padding:1rem;max-height:24rem;overflow:auto}
.small{color:#595959;font-size:.9rem;overflow-wrap:anywhere}
button,.button{display:inline-block;font:inherit;font-weight:bold;background:#9f1d20;color:#fff;border:0;border-radius:4px;padding:.75rem 1.25rem;text-decoration:none;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid #1a5fb4;outline-offset:2px}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:.35rem .5rem;text-align:left;vertical-align:top}
@media print{body{background:#fff;font-size:12px}main{max-width:none;padding:0}.screen{display:none}tr{break-inside:avoid}}
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A small page that the server writes itself: no script, nothing kept by anybody on the way. */
export function sendPage(
  response: Response,
  status: number,
  {
    title,
    body,
    language,
  }: { readonly title: string; readonly body: string; readonly language: string },
): void {
  response
    .status(status)
    .set("Content-Security-Policy", POLICY)
    .set("Cache-Control", "no-store")
    .set("X-Robots-Tag", "noindex")
    .type("html")
    .send(`<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>
${body}
</main></body></html>
`);
}
