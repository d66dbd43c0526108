import type { ModuleState } from '../../src/kernel/index.js';
import { describeOnEachDatabase, type DatabaseKind } from './databases.js';
import { fixtureCustomersManifest } from './fixture-customers.js';
import { BASE, startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

export type TokenFormat = 'opaque' | 'jwt';

/** Sessions never know which issuer is on, and no test of theirs may depend on it. */
export const sessionModules = (format: TokenFormat): Readonly<Record<string, ModuleState>> => ({
  ...BASE,
  'jwt-user-token': format === 'jwt' ? 'enabled' : 'disabled',
  'refresh-session': 'enabled',
});

/** Runs a suite with opaque tokens and with JWTs, on each database. */
export function describeSessions(
  name: string,
  suite: (kind: DatabaseKind, format: TokenFormat) => void,
): void {
  for (const format of ['opaque', 'jwt'] as const)
    describeOnEachDatabase(`${name} (${format})`, (kind) => suite(kind, format));
}

/** An application with sessions and customers. */
export const startSessionApp = (
  format: TokenFormat,
  options: Omit<TestAppOptions, 'modules' | 'manifests'>,
): Promise<TestApp> =>
  startTestApp({
    ...options,
    modules: sessionModules(format),
    manifests: [fixtureCustomersManifest],
  });

export const PASSWORD = 'correct horse battery';

/** Bodies of refusals. */
export const GONE = { message: 'The refresh token no longer exists.' };
export const MISSING = { message: 'No refresh token found.' };
export const INACTIVE_USER = { message: 'The user is inactive.' };
export const FOREIGN_ORIGIN = { message: 'Origin is not allowed.' };
export const SIGN_IN_SENTENCE = {
  message:
    'The account sign-in was incorrect or your account is disabled temporarily. ' +
    'Please wait and try again later.',
};
