import type { ModuleState } from '../../src/kernel/index.js';
import {
  NO_FIELDS,
  type IntegrationFields,
} from '../../src/modules/oauth-integration/integration-fields.js';
import {
  IntegrationLifecycle,
  type IntegrationCredentials,
} from '../../src/modules/oauth-integration/integration-lifecycle.js';
import { Integrations } from '../../src/modules/oauth-integration/integrations.js';
import { authorization, send, type Draft, type Reply } from './oauth-client.js';
import { BASE, startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

/** What an integration is told; the token is there in tests that use it. */
export type Credentials = IntegrationCredentials;

export const ADMIN_RESOURCE = 'Magento_Backend::admin';
export const NOT_ADMIN =
  '{"message":"The consumer isn\'t authorized to access %resources.","parameters":{"resources":"Magento_Backend::admin"}}';

export const WITH_OAUTH: Readonly<Record<string, ModuleState>> = {
  ...BASE,
  'oauth-integration': 'enabled',
};

/** A running service with integrations, and what they do. */
export class Erp {
  private constructor(
    readonly test: TestApp,
    readonly credentials: Credentials,
  ) {}

  /** With an active integration that may list the modules. */
  static async open(options: TestAppOptions = {}): Promise<Erp> {
    const test = await startTestApp({ modules: WITH_OAUTH, ...options });
    return new Erp(test, await Erp.create(test, 'ERP'));
  }

  /** Takes credentials over into another process. */
  static with(test: TestApp, credentials: Credentials): Erp {
    return new Erp(test, credentials);
  }

  static async create(
    test: TestApp,
    name: string,
    more: Partial<IntegrationFields> = {},
  ): Promise<Credentials> {
    const fields = { ...NO_FIELDS, name, resources: [ADMIN_RESOURCE], ...more };
    const integration = await test.get(Integrations).create(fields);
    return test.get(IntegrationLifecycle).activate(integration);
  }

  get now(): number {
    return this.test.clock.now();
  }

  get integrations(): Integrations {
    return this.test.get(Integrations);
  }

  get lifecycle(): IntegrationLifecycle {
    return this.test.get(IntegrationLifecycle);
  }

  /** Signs and sends. */
  async call(draft: Draft = {}, keys: object = {}): Promise<Reply> {
    const header = authorization({ ...this.credentials, ...keys }, this.now, draft);
    return send(this.test, draft, header);
  }

  /** @returns The status, and what the answer says: its text with its parameters filled in. */
  async verdict(draft: Draft = {}, keys: object = {}): Promise<string> {
    return told(await this.call(draft, keys));
  }
}

/** `200`, or the status and the text of an answer. */
export function told({ status, body }: Reply): string {
  if (status === 200) return '200';
  const { message, parameters = {}, errors = [] } = JSON.parse(body);
  const filled = Object.entries(parameters as Record<string, string>).reduce(
    (text, [name, value]) =>
      text.replaceAll(`%${Array.isArray(parameters) ? Number(name) + 1 : name}`, value),
    message as string,
  );
  return [`${status} ${filled}`, ...errors.map(JSON.stringify)].join(' ');
}
