import { z } from "zod";
import { problem } from "./contract.ts";
import { ROUTES, type Route } from "./contract-routes.ts";
import { KEY_FORM } from "./idempotency.ts";

type Json = Readonly<Record<string, unknown>>;

/** JSON Schema of a zod schema; schemas with an id go to `components` once. */
function schemaWriter(components: Record<string, unknown>) {
  return (schema: z.ZodType, io: "input" | "output"): Json => {
    const suffix = io === "input" ? "Input" : "";
    const { $defs, $schema: _, ...whole } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
    const named = (text: string): Json =>
      JSON.parse(text.replaceAll(/"#\/\$defs\/([^"]+)"/g, `"#/components/schemas/$1${suffix}"`));
    for (const [name, definition] of Object.entries($defs ?? {}))
      components[`${name}${suffix}`] = named(JSON.stringify(definition));
    return named(JSON.stringify(whole));
  };
}

/** The OpenAPI 3.1 document, made from the same table and schemas that the router works from. */
export function openApi(version: string): Json {
  const components: Record<string, unknown> = {};
  const write = schemaWriter(components);
  const refused = write(problem, "output");
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries<Route>(ROUTES)) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] ??= {};
    paths[path][route.method] = {
      operationId: name,
      summary: route.summary,
      description: route.right === "public" ? "No account needed." : `Right: ${route.right}.`,
      security: route.right === "public" ? [] : [{ bearer: [] }, { session: [] }],
      parameters: parametersOf(route, write),
      ...(route.stream ? { requestBody: FILE } : {}),
      ...(route.body ? { requestBody: bodyOf(route, write(route.body, "input")) } : {}),
      responses: { ...answersOf(name, route, write), default: refusedAs(refused) },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Plenum", version, license: { name: "MIT", identifier: "MIT" } },
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "plenum_session" },
      },
    },
  };
}

function parametersOf(route: Route, write: ReturnType<typeof schemaWriter>): Json[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const query = route.query
    ? Object.entries(route.query.shape).map(([name, schema]) => ({
        name,
        in: "query",
        required: false,
        schema: write(schema as z.ZodType, "input"),
      }))
    : [];
  const form = { type: "string", pattern: KEY_FORM };
  const key = { name: "Idempotency-Key", in: "header", required: true, schema: form };
  return [...inPath, ...query, ...(route.method === "get" || route.pure ? [] : [key])];
}

function bodyOf(route: Route, schema: Json): Json {
  const types =
    route.file === "text" ? ["application/yaml", "application/json"] : ["application/json"];
  return {
    required: true,
    content: Object.fromEntries(types.map((type) => [type, { schema }])),
  };
}

const BYTES = "application/octet-stream";
const FILE: Json = {
  required: true,
  content: { [BYTES]: { schema: { type: "string", format: "binary" } } },
};

/** What is not JSON. */
const TYPES: Readonly<Record<string, string>> = {
  stream: "text/event-stream",
  chasingLetter: "text/markdown",
  auditExport: "application/x-ndjson",
  realmAuditExport: "application/x-ndjson",
  callListPdf: "application/pdf",
  attachment: BYTES,
};

function answersOf(name: string, route: Route, write: ReturnType<typeof schemaWriter>): Json {
  const type = TYPES[name] ?? "application/json";
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, schema]) => [
      status,
      { description: route.summary, content: { [type]: { schema: write(schema, "output") } } },
    ]),
  );
}

const refusedAs = (schema: Json): Json => ({
  description: "Refused: RFC 9457, with a stable code and words in both languages.",
  content: { "application/problem+json": { schema } },
});
