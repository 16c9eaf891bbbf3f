import type { Client, Connection } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { SEARCH_ATTRIBUTES } from "#workflows/contract.ts";
import { connectionOptions, type TemporalSettings } from "./temporal-client.ts";

/** A worker's own connection. */
export const connectWorker = (settings: TemporalSettings): Promise<NativeConnection> =>
  NativeConnection.connect(connectionOptions(settings));

/** Numbers of the protocol's IndexedValueType. */
const KEYWORD = 2;
const DATETIME = 6;

/**
 * Registers the search attributes that are missing: a workflow that sets an unknown one cannot go on.
 * Temporal Cloud does not allow it from here; the error then names what to add there.
 */
export async function ensureSearchAttributes(client: Client, namespace: string): Promise<void> {
  const { operatorService } = client.connection as Connection;
  const known = await operatorService.listSearchAttributes({ namespace });
  const wanted = Object.values(SEARCH_ATTRIBUTES).map((name): [string, number] => [
    name,
    name === SEARCH_ATTRIBUTES.dueAt ? DATETIME : KEYWORD,
  ]);
  const missing = wanted.filter(([name]) => !(name in (known.customAttributes ?? {})));
  if (missing.length === 0) return;
  try {
    await operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing),
    });
  } catch (error) {
    const names = missing.map(
      ([name, type]) => `${name} (${type === KEYWORD ? "Keyword" : "Datetime"})`,
    );
    throw new Error(
      `Temporal's namespace ${namespace} lacks the search attributes ${names.join(", ")}, and they cannot be added from here: add them there.`,
      { cause: error },
    );
  }
}
