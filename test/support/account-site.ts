import { createServer, type AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { ModuleState } from '../../src/kernel/index.js';
import { fixtureCustomersManifest } from './fixture-customers.js';
import { startTestApp, WITH_JWT, type TestApp } from './test-app.js';

export const NAME = 'ada';
export const PASSWORD = 'correct horse battery';

/** The real service, listening, with the account page. */
export interface AccountSite {
  readonly test: TestApp;
  /** Chromium takes `Secure` cookies of localhost over plain http. */
  readonly origin: string;
  readonly page: string;
}

/** @param modules On top of those that the page needs. */
export async function startAccountSite(
  environment: Readonly<Record<string, string>> = {},
  modules: Readonly<Record<string, ModuleState>> = {},
): Promise<AccountSite> {
  const test = await startTestApp({
    realTime: true,
    modules: {
      ...WITH_JWT,
      'refresh-session': 'enabled',
      'account-page': 'enabled',
      ...modules,
    },
    manifests: [fixtureCustomersManifest],
    environment,
  });
  await test.createAdmin(NAME, PASSWORD);
  await test.app.listen(Number(environment.PORT ?? 0), '127.0.0.1');
  const { port } = test.app.getHttpServer().address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  return { test, origin, page: `${origin}/account` };
}

/** @returns A port that is free, for settings that name the origin before it listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Fills in the form of the page that is open. */
export async function fillIn(page: Page, password = PASSWORD, username = NAME): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens the page and signs in. */
export async function signIn(page: Page, site: AccountSite, password = PASSWORD): Promise<void> {
  await page.goto(site.page);
  await fillIn(page, password);
  await page.getByRole('table').waitFor();
}

/** What coming back to a tab does: the page looks at the list again. */
export const comeBack = (page: Page): Promise<unknown> =>
  page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
