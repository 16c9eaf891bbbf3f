/** What the tests use of it; the package brings no types. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  interface Claims {
    readonly sub: string;
    readonly email: string;
    readonly email_verified: boolean;
  }
  interface Configuration {
    readonly interactions: { url(context: unknown, interaction: { uid: string }): string };
    findAccount(context: unknown, id: string): { readonly accountId: string; claims(): Claims };
    readonly [name: string]: unknown;
  }
  export default class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(
      request: IncomingMessage,
      response: ServerResponse,
    ): Promise<{ readonly params: Readonly<Record<string, unknown>> }>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
      options: object,
    ): Promise<void>;
    readonly Grant: new (given: {
      accountId: string;
      clientId: string;
    }) => Grant;
  }
}
