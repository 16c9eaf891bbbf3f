import { Client, Connection } from "@temporalio/client";

/** Where Temporal is and how to speak to it: an own server, a cluster, or Temporal Cloud. */
export interface TemporalSettings {
  readonly address: string;
  readonly namespace: string;
  readonly tls: {
    readonly ca: Buffer | null;
    readonly cert: Buffer | null;
    readonly key: Buffer | null;
    readonly serverName: string | null;
  } | null;
  readonly apiKey: string | null;
}

/** A client for senders and starters. */
export async function connectClient(settings: TemporalSettings): Promise<Client> {
  const connection = await Connection.connect(connectionOptions(settings));
  return new Client({ connection, namespace: settings.namespace });
}

/** What a connection is opened with, a client's or a worker's. */
export function connectionOptions({ address, tls, apiKey }: TemporalSettings) {
  return {
    address,
    ...(tls ? { tls: tlsOptions(tls) } : {}),
    ...(apiKey === null ? {} : { apiKey }),
  };
}

function tlsOptions({ ca, cert, key, serverName }: NonNullable<TemporalSettings["tls"]>) {
  return {
    ...(ca ? { serverRootCACertificate: ca } : {}),
    ...(cert && key ? { clientCertPair: { crt: cert, key } } : {}),
    ...(serverName === null ? {} : { serverNameOverride: serverName }),
  };
}
