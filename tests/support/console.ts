import { afterAll, afterEach, beforeEach, expect } from "vitest";

const METHODS = ["debug", "info", "log", "warn", "error"] as const;
let said: string[] = [];

const mute = (): void => {
  for (const method of METHODS) {
    console[method] = (...words: unknown[]) => {
      said.push(`console.${method}: ${words.map(String).join(" ")}`);
    };
  }
};

/** Nothing that a test provokes may end up on a console unasked: words there are an error nobody handled. */
const nothingSaid = (): void => {
  const lines = said;
  said = [];
  expect(lines, "unexpected console output").toEqual([]);
};

mute();
beforeEach(mute);
afterEach(nothingSaid);
afterAll(nothingSaid);
