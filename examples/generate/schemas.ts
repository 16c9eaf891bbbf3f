import { writeFileSync } from "node:fs";
import { campaignSchema, templateSchema } from "#api/file/json-schema.ts";

/** Writes the JSON Schemas that editors use, from the schemas that the reader uses. Run: `npm run schema`. */
const write = (path: string, schema: object): void => {
  writeFileSync(new URL(`../../${path}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
};

write("examples/campaign.schema.json", campaignSchema());
write("templates/template.schema.json", templateSchema());
