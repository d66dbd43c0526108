import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAccountSite, type AccountSite } from '../support/account-site.js';
import { describeInBrowser } from '../support/browser.js';

describeInBrowser('the pages below /account', (browser) => {
  let site: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite();
  });
  afterAll(() => site.test.stop());

  it('say so where what they are for is switched off, to whoever comes', async () => {
    const page = await browser.device();
    await page.goto(`${site.page}/two-factor?tfat=any`);
    await page.getByRole('heading', { name: 'This is switched off here' }).waitFor();
    expect(await page.title()).toBe('This is switched off here – Tokenwright');
    await page.getByRole('link', { name: 'Go to your account' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account');
    expect(browser.complaints).toEqual([]);
  });

  it('say so where a part of them does not come, and try again', async () => {
    const page = await browser.device();
    await page.route('**/assets/account-page-*.js', (route) => route.abort(), { times: 2 });
    await page.goto(site.page);
    await page.getByLabel('User name').fill('ada');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('could not be loaded').waitFor();
    await page.unroute('**/assets/account-page-*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('This device').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
