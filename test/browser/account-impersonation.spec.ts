import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  comeBack,
  NAME,
  PASSWORD,
  startAccountSite,
  type AccountSite,
} from '../support/account-site.js';
import { describeInBrowser, PHONE } from '../support/browser.js';
import { FixtureCustomers } from '../support/fixture-customers.js';

const EVA = 'eva@example.com';
const CUSTOMER_ID = 7;

/** What the front end of an administrator does, on any page of the service's origin. */
const IMPERSONATE = `(async () => {
  const post = (path, body, token) => fetch(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: 'Bearer ' + token }) },
  }).then((answer) => answer.json());
  const { token } = await post('/auth/login', ${JSON.stringify({ username: NAME, password: PASSWORD })});
  await post('/auth/impersonate', { customerId: ${CUSTOMER_ID} }, token);
})()`;

describeInBrowser('a customer for whom an administrator acts', (browser) => {
  let site: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite();
    site.test.get(FixtureCustomers).add(EVA, PASSWORD, CUSTOMER_ID);
  });
  afterAll(() => site.test.stop());

  async function impersonate(page: Page): Promise<void> {
    await page.goto(site.page);
    // The page has found out that nobody is signed in: a refresh that is still on its way could be
    // answered last, with the administrator's own cookie.
    await page.getByLabel('User name').waitFor();
    await page.evaluate(IMPERSONATE);
    await page.reload();
  }

  it('sees it, and ends it', async () => {
    const eva = await browser.device(PHONE);
    await eva.goto(site.page);
    await eva.getByLabel('Customer', { exact: true }).check();
    await eva.getByLabel('Email address').fill(EVA);
    await eva.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await eva.getByRole('button', { name: 'Sign in' }).click();
    await eva.getByText('You are signed in nowhere else.').waitFor();

    const admin = await browser.device();
    await impersonate(admin);
    await admin.getByRole('heading', { name: `Acting for this customer as ${NAME}` }).waitFor();
    expect(await admin.getByRole('button', { name: /^Sign out/ }).count()).toBe(1);
    expect(await admin.getByLabel('Current password').count()).toBe(0);
    expect(await admin.getByRole('banner').textContent()).toBe('Tokenwright');

    await comeBack(eva);
    const row = eva.getByRole('row').filter({ hasText: `Opened by administrator ${NAME}` });
    await row.getByRole('button').click();
    await eva.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await eva.getByText(/was signed out\.$/).waitFor();
    await comeBack(admin);
    await admin.getByText(/Your session has ended/).waitFor();
  });

  it('is left alone when the administrator stops', async () => {
    const admin = await browser.device();
    await impersonate(admin);
    await admin.getByRole('button', { name: 'Stop acting' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Stop acting' }).click();
    await admin.getByText('You are signed out on this device.').waitFor();
    expect(browser.complaints).toEqual([]);
  });
});
