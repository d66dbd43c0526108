import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  comeBack,
  fillIn,
  NAME,
  PASSWORD,
  startAccountSite,
  type AccountSite,
} from '../support/account-site.js';
import { describeInBrowser } from '../support/browser.js';
import { authorization, type Keys } from '../support/oauth-client.js';

const MODULES = '/rest/V1/modules';

describeInBrowser('the page for integrations', (browser) => {
  let site: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite({}, { 'oauth-integration': 'enabled' });
  });
  afterAll(() => site.test.stop());

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  const dialog = (page: Page) => page.getByRole('dialog');
  const row = (page: Page) => page.getByRole('row', { name: /^ERP/ });
  const password = (page: Page) => page.getByLabel('Your password', { exact: true });
  const valueOf = (page: Page, label: string) =>
    page.getByLabel(label, { exact: true }).inputValue();

  const keysOn = async (page: Page): Promise<Keys> => ({
    consumerKey: await valueOf(page, 'Consumer key'),
    consumerSecret: await valueOf(page, 'Consumer secret'),
    accessToken: await valueOf(page, 'Access token'),
    accessTokenSecret: await valueOf(page, 'Access token secret'),
  });

  async function statusWith(keys: Keys): Promise<number> {
    const now = Math.floor(Date.now() / 1_000);
    const header = authorization(keys, now, { url: MODULES, origin: site.origin });
    const answer = await fetch(site.origin + MODULES, { headers: { authorization: header } });
    return answer.status;
  }

  async function act(page: Page, action: string): Promise<void> {
    await button(page, 'Manage ERP').click();
    await dialog(page).getByRole('button', { name: action }).click();
    await expect.poll(() => page.evaluate('document.activeElement.name')).toBe('current-password');
    await password(page).fill(PASSWORD);
    await password(page).press('Enter');
  }

  it('makes an integration, takes it out of use and deletes it', async () => {
    const page = await browser.device();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${site.page}/integrations`);
    await fillIn(page);
    await page.getByText('No integration yet').waitFor();

    await button(page, 'New integration').click();
    await expect
      .poll(() => page.evaluate('document.activeElement.textContent'))
      .toBe('New integration');
    await button(page, 'Create and activate').click();
    await expect.poll(() => page.evaluate('document.activeElement.name')).toBe('name');
    await page.getByLabel('Name').fill('ERP');
    await page.getByLabel(/Magento_Backend::admin/).check();
    await password(page).fill('wrong');
    await button(page, 'Create and activate').click();
    await page.getByText(/Your password is not right/).waitFor();
    await password(page).fill(PASSWORD);
    await password(page).press('Enter');

    await page.getByRole('heading', { name: 'Credentials of ERP' }).waitFor();
    const keys = await keysOn(page);
    expect(await statusWith(keys)).toBe(200);
    await button(page, 'Copy access token secret').click();
    await dialog(page).getByText('Access token secret copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(keys.accessTokenSecret);
    // What is shown once does not go by a key that was pressed by mistake.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await dialog(page).isVisible()).toBe(true);
    await button(page, 'I have stored them').click();
    await row(page).getByText('Active').waitFor();

    await button(page, 'Manage ERP').click();
    await button(page, 'Edit').click();
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Edit ERP');
    expect(await page.getByLabel(/Magento_Backend::admin/).isChecked()).toBe(true);
    await page.getByLabel(/Magento_Integration::extensions/).check();
    await page.getByLabel('Last day').fill('2037-01-31');
    await page.getByLabel('May call from').fill('198.51.100.0/24');
    await password(page).fill(PASSWORD);
    await button(page, 'Save').click();
    await row(page).getByText('31 Jan 2037').waitFor();
    await row(page).getByText('2 resources').waitFor();
    await page.getByText('ERP was saved.').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('integrations');
    expect(await statusWith(keys)).toBe(401);
    await button(page, 'Manage ERP').click();
    await button(page, 'Edit').click();
    // Before that, a key would go where the focus goes.
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Edit ERP');
    expect(await page.getByLabel('Last day').inputValue()).toBe('2037-01-31');
    await page.getByLabel('May call from').fill('');
    await password(page).fill(PASSWORD);
    await password(page).press('Enter');
    await expect.poll(() => statusWith(keys), { timeout: 10_000 }).toBe(200);

    await act(page, 'Roll credentials');
    await page.getByRole('heading', { name: 'Credentials of ERP' }).waitFor();
    const rolled = await keysOn(page);
    expect([await statusWith(rolled), await statusWith(keys)]).toEqual([200, 200]);
    await button(page, 'I have stored them').click();

    await act(page, 'New token');
    await page.getByRole('heading', { name: 'Credentials of ERP' }).waitFor();
    const renewed = await keysOn(page);
    await button(page, 'I have stored them').click();
    await expect.poll(() => statusWith(rolled), { timeout: 10_000 }).toBe(401);
    expect(await statusWith(renewed)).toBe(200);

    await act(page, 'Deactivate');
    await row(page).getByText('Inactive').waitFor();
    await expect.poll(() => statusWith(renewed), { timeout: 10_000 }).toBe(401);
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Manage');

    await act(page, 'Activate');
    await dialog(page)
      .getByText(/a token is never shown twice/)
      .waitFor();
    await button(page, 'I have stored them').click();
    await expect.poll(() => statusWith(renewed)).toBe(200);

    await act(page, 'Delete');
    await page.getByText('No integration yet').waitFor();
    await page.getByText('ERP was deleted.').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('integrations');
    expect(await statusWith(renewed)).toBe(401);
    expect(browser.complaints).toEqual([]);
  });

  it('goes by the later of two questions, whichever is answered first', async () => {
    const page = await browser.device();
    await page.goto(`${site.page}/integrations`);
    await fillIn(page);
    await page.getByText('No integration yet').waitFor();
    const path = '**/rest/V1/integrations';
    let answer = (): void => {};
    const late = new Promise<void>((resolve) => (answer = resolve));
    const fail = async (route: Route): Promise<void> => {
      await late;
      await route.fulfill({ status: 503, json: {} });
    };
    await page.route(path, fail, { times: 1 });
    await Promise.all([page.waitForRequest(path), comeBack(page)]);
    await Promise.all([page.waitForResponse(path), comeBack(page)]);
    const failed = page.waitForResponse((response) => response.status() === 503);
    answer();
    await failed;
    await page.waitForTimeout(100);
    expect(await page.getByText('The integrations could not be loaded').count()).toBe(0);
    expect(await page.getByText('No integration yet').count()).toBe(1);
  });

  it('is linked to from the account, for those who may use it', async () => {
    const page = await browser.device();
    await page.goto(site.page);
    await fillIn(page, PASSWORD, NAME);
    await page.getByRole('link', { name: 'Integrations' }).click();
    await page.getByRole('heading', { name: 'Integrations' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/integrations');
  });
});
