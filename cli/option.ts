import { Option } from "commander";

/** Options that several commands share, described once. */
export const json = (): Option => new Option("--json", "the answer as JSON, for programs");

export const language = (): Option =>
  new Option("--lang <language>", "of titles and sentences").choices(["vi", "en"]).default("vi");
