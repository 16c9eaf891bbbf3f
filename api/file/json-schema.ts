import { z } from "zod";
import { campaignFile } from "./campaign-file.ts";
import type { FieldPath } from "./problem.ts";
import { templateFile } from "./template-file.ts";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON Schemas that editors complete and check with; made from the schemas that the reader uses. */
export const campaignSchema = (): JsonSchema => ({
  ...z.toJSONSchema(campaignFile, { io: "input", reused: "ref" }),
  title: "Plenum campaign file",
});

export const templateSchema = (): JsonSchema => ({
  ...z.toJSONSchema(templateFile, { io: "input", reused: "ref" }),
  title: "Plenum template file",
});

/** The keys that may stand at a path of a file, by its JSON Schema. */
export function keysAt(schema: JsonSchema, path: FieldPath): string[] {
  let places = alternatives(schema, schema);
  for (const part of path) {
    places = places.flatMap((place) =>
      inside(place, part).flatMap((next) => alternatives(next, schema)),
    );
  }
  return [...new Set(places.flatMap((place) => Object.keys(place.properties ?? {})))];
}

function inside(place: JsonSchema, part: string | number): JsonSchema[] {
  const items = Array.isArray(place.items) ? place.items : [place.items];
  const next =
    typeof part === "number" ? items : [place.properties?.[part] ?? place.additionalProperties];
  return next.filter((schema): schema is JsonSchema => typeof schema === "object");
}

/** A schema without its references and unions: what may stand there. */
function alternatives(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  if (schema.$ref !== undefined) {
    const definition = root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    return definition === undefined ? [] : alternatives(definition, root);
  }
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (options.length === 0) return [schema];
  return options.flatMap((option) =>
    typeof option === "object" ? alternatives(option, root) : [],
  );
}
