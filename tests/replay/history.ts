import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));

// The SDK's own reader of JSON histories fails where npm has installed two copies of protobufjs (the type
// comes from one, the reader from the other); so the reader is taken from beside the type.
const beside = createRequire(createRequire(import.meta.url).resolve("@temporalio/proto"));
const { patchProtobufRoot } = beside("@temporalio/proto/lib/patch-protobuf-root.js") as {
  readonly patchProtobufRoot: (root: unknown) => { lookupType(name: string): unknown };
};
const { fromJson } = beside("protobufjs/ext/protojson.js") as {
  readonly fromJson: (type: unknown, json: unknown, options: object) => unknown;
};
const historyType = patchProtobufRoot(beside("@temporalio/proto")).lookupType(
  "temporal.api.history.v1.History",
);

/** Every recorded history: `<version>/<phase>`, and what happened. */
export const recordedHistories = (): [string, unknown][] =>
  readdirSync(HERE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+\.\d+\.\d+$/.test(entry.name))
    .flatMap(({ name: version }) =>
      readdirSync(join(HERE, version)).map((file): [string, unknown] => {
        const json: unknown = JSON.parse(readFileSync(join(HERE, version, file), "utf8"));
        const phase = `${version}/${file.replace(/\.json$/, "")}`;
        return [phase, fromJson(historyType, json, { ignoreUnknownFields: true })];
      }),
    );
