import { fileURLToPath } from 'node:url';

export interface IntegrationClient {
  fetch(address: string, init?: RequestInit): Promise<Response>;
}

/** A path and no import: the library is compiled with a browser's types, which tests have not. */
const LIBRARY = fileURLToPath(new URL('../../clients/sdk/src/index.ts', import.meta.url));

const library = (await import(LIBRARY)) as {
  readonly createIntegrationClient: (options: object) => IntegrationClient;
};

/** As `clients/sdk` has it. */
export const { createIntegrationClient } = library;
