import type { Type } from '@nestjs/common';
import { ServiceLogger } from '../../src/service-logger.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { Clock, RequestContext } from '../../src/contract/index.js';
import { createHttpApplication } from '../../src/http-application.js';
import { MODULES_FOLDER } from '../../src/installation.js';
import {
  compose,
  listToken,
  Switchboard,
  type Contract,
  type ModuleManifest,
  type ModuleState,
} from '../../src/kernel/index.js';
import { ServerSettings } from '../../src/server-settings.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { createTestDatabase, type DatabaseKind, type TestDatabase } from './databases.js';
import { FakeClock, fakeClockManifest } from './fake-clock.js';
import { hashOf } from './password-hashes.js';

/** Modules every test needs; `jwt-user-token` and others come on top. */
export const BASE: Readonly<Record<string, ModuleState>> = {
  authorization: 'enabled',
  security: 'enabled',
  user: 'enabled',
  webapi: 'enabled',
  integration: 'enabled',
};

export const WITH_JWT: Readonly<Record<string, ModuleState>> = {
  ...BASE,
  'jwt-user-token': 'enabled',
};

/** What a shop has on top of one of the above. */
export const SHOP: Readonly<Record<string, ModuleState>> = {
  store: 'enabled',
  customer: 'enabled',
};

/** Tests are strangers who guess a lot; those about the limits set their own. */
export const NO_LIMITS: Readonly<Record<string, string>> = {
  SIGN_IN_LOCK_MAX_FAILURES: '0',
  ADDRESS_BUDGET_PER_MINUTE: '0',
};

export interface TestAppOptions {
  readonly modules?: Readonly<Record<string, ModuleState>>;
  /** A database to go on with; by default an empty one of `kind`, removed at the end. */
  readonly database?: TestDatabase;
  readonly kind?: DatabaseKind;
  readonly manifests?: readonly ModuleManifest[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Given every line of the log; by default nothing is logged. */
  readonly log?: (line: string) => void;
  /** The system's clock instead of the fake one. */
  readonly realTime?: boolean;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly clock: FakeClock;
  readonly database: TestDatabase;
  get<T>(type: Contract<T>): T;
  all<T>(contract: Contract<T>): readonly T[];
  /** Makes an administrator who may do everything. @returns The account's id. */
  createAdmin(username: string, password: string): Promise<number>;
  stop(): Promise<void>;
}

/** The real application, in this process, with exactly these modules. It does not listen. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase(options.kind ?? 'sqlite'));
  const manifests = [
    ...(options.manifests ?? []),
    ...(options.realTime ? [] : [fakeClockManifest]),
  ];
  const states = {
    ...(options.modules ?? WITH_JWT),
    ...Object.fromEntries(manifests.map(({ name }) => [name, 'enabled' as const])),
  };
  const environment = { ...NO_LIMITS, ...database.environment, ...options.environment };
  const switchboard = await Switchboard.open({ folders: [MODULES_FOLDER], states, manifests });
  const composition = await compose(switchboard, environment);
  const logger = options.log && new ServiceLogger('trace', { write: options.log });
  const module = AppModule.from(composition, environment, 'server');
  const settings = ServerSettings.parse(environment);
  const app = await createHttpApplication(module, logger ?? false, settings);
  if (composition.preferences.has(RequestContext)) logger?.follow(app.get(RequestContext));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const get = <T>(type: Contract<T>): T =>
    app.get<T>(type as unknown as Type<T>, { strict: false });
  return {
    app,
    clock: get(Clock) as FakeClock,
    database,
    get,
    all: <T>(contract: Contract<T>) =>
      app.get<readonly T[]>(listToken(contract), { strict: false }),
    createAdmin: async (username, password) =>
      get(AdminAccounts).create(
        { username, email: `${username}@example.com`, role: 'all' },
        await hashOf(get(PasswordHasher), password),
      ),
    stop: async () => {
      await app.close();
      if (!options.database) await database.remove();
    },
  };
}
