import { readFileSync, writeFileSync } from "node:fs";
import { type Figure, tableOf } from "./figure.ts";
import { machineLines } from "./machine.ts";

const PAGE = new URL("../docs/performance.md", import.meta.url);
const BEGIN = "<!-- measured: written by npm run bench -- --write -->";
const END = "<!-- end of measured -->";

/** Puts the figures, and what they were measured on, between the marks of docs/performance.md. */
export async function writeFigures(figures: readonly Figure[], load: number): Promise<void> {
  const page = readFileSync(PAGE, "utf8");
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error("docs/performance.md has no place for the figures: its marks are missing.");
  const lines = await machineLines(new Date().toISOString().slice(0, 10), load);
  const measured = [BEGIN, "", ...lines, "", tableOf(figures), "", ""].join("\n");
  writeFileSync(PAGE, page.slice(0, from) + measured + page.slice(to));
}
