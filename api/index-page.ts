import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import express, { type Express } from "express";

const PLACE = "__STYLE_NONCE__";

/**
 * Serves the built page. Its own addresses are all its index.html; nothing under /api ever is.
 * Each visit gets a nonce of its own, in the page and in its policy: the component library writes style
 * elements, and only those that carry it are let in. Scripts come from our files alone.
 */
export function serveIndexPage(app: Express, folder: string, policy: string): void {
  app.use(express.static(folder, { index: false }));
  app.use((request, response, next) => {
    const page = request.method === "GET" && request.accepts(["json", "html"]) === "html";
    if (!page || request.path.startsWith("/api/")) return next();
    const nonce = randomBytes(16).toString("base64");
    // Read at each visit: a page built anew names other files, and an old one kept here would stay blank.
    readFile(join(folder, "index.html"), "utf8").then((text) => {
      response.set({
        "Content-Security-Policy": policy.replace(
          "style-src 'self'",
          `style-src 'self' 'nonce-${nonce}'`,
        ),
        "Cache-Control": "no-store",
      });
      response.type("html").send(text.replace(PLACE, nonce));
    }, next);
  });
}
