import { parseArgs } from "node:util";
import { country, TODAY } from "./country.ts";

/**
 * Prints a campaign file of the whole country, or of any size: `npx tsx examples/generate/country-file.ts
 * [--provinces 34] [--communes 3321] [--districts 0] [--models 1] [--begun 0]
 * [--year 2027] > file.yaml`.
 */
const { values } = parseArgs({
  options: {
    provinces: { type: "string" },
    communes: { type: "string" },
    districts: { type: "string" },
    models: { type: "string" },
    begun: { type: "string" },
    year: { type: "string" },
  },
});

function whole(name: keyof typeof TODAY): number {
  const given = values[name] ?? String(TODAY[name]);
  if (!/^\d{1,6}$/.test(given)) throw new Error(`--${name} is a whole number, not “${given}”`);
  return Number(given);
}

process.stdout.write(
  country({
    provinces: whole("provinces"),
    communes: whole("communes"),
    districts: whole("districts"),
    models: whole("models"),
    begun: whole("begun"),
    year: whole("year"),
  }),
);
