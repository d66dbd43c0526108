import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { comeBack, signIn, startAccountSite, type AccountSite } from '../support/account-site.js';
import { describeInBrowser, PHONE } from '../support/browser.js';

const LIFETIME_SECONDS = 6;
const REFRESH = '/auth/refresh-token';

/** Counts the refreshes of all tabs of a page's browser. */
function countRefreshes(page: Page): { count: number } {
  const seen = { count: 0 };
  page.context().on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith(REFRESH)) seen.count += 1;
  });
  return seen;
}

/** Refuses the token of the next request for the list, as the end of its time does. */
async function refuseOnce(page: Page): Promise<void> {
  await page.route(
    '**/auth/sessions',
    (route) =>
      route.fulfill({
        status: 401,
        headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
        json: { message: "The consumer isn't authorized to access %resources." },
      }),
    { times: 1 },
  );
}

describeInBrowser('a page that is open for long', (browser) => {
  let site: AccountSite;
  let brief: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite();
    brief = await startAccountSite({
      SESSION_ACCESS_LIFETIME_SECONDS: String(LIFETIME_SECONDS),
    });
  });
  afterAll(async () => {
    await site.test.stop();
    await brief.test.stop();
  });

  it('goes on when the token ends', async () => {
    const page = await browser.device();
    const phone = await browser.device(PHONE);
    await signIn(phone, brief);
    await signIn(page, brief);
    const refreshes = countRefreshes(page);
    await page.waitForTimeout((LIFETIME_SECONDS + 2) * 1_000);
    await page.getByRole('button', { name: /^Sign out .*iOS/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText(/was signed out\.$/).waitFor();
    expect(refreshes.count).toBeGreaterThan(0);

    // Nobody touches the phone: its own renewal finds out.
    await phone.getByText(/Your session has ended/).waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('says that it is offline, keeps the session, and goes on afterwards', async () => {
    const page = await browser.device();
    await signIn(page, brief);
    await page.context().setOffline(true);
    await page.waitForTimeout(LIFETIME_SECONDS * 1_000);
    await comeBack(page);
    await page.getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    const retry = page.getByRole('button', { name: 'Try again' });
    await expect
      .poll(
        async () => {
          if (await retry.isVisible()) await retry.click();
          return page.getByRole('alert').count();
        },
        { timeout: 15_000, interval: 1_000 },
      )
      .toBe(0);
    await page.getByText('This device').waitFor();
  });

  it('asks the service at once when somebody presses "Try again"', async () => {
    const page = await browser.device();
    await signIn(page, site);
    const away = { status: 503, json: {}, headers: { 'Retry-After': '60' } };
    await page.route(`**${REFRESH}`, (route) => route.fulfill(away), { times: 1 });
    await page.reload();
    await page.getByText('Try again in 60 seconds.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table').waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('keeps the devices it knew apart from the news that there are no newer ones', async () => {
    const page = await browser.device();
    await signIn(page, site);
    await page.route('**/auth/sessions', (route) => route.abort(), { times: 1 });
    await comeBack(page);
    const alert = page.getByRole('alert');
    await alert.getByText('This list may be out of date').waitFor();
    const [above, below] = [
      await alert.boundingBox(),
      await page.locator('.card').first().boundingBox(),
    ];
    expect(below!.y - above!.y - above!.height).toBeGreaterThanOrEqual(8);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('refreshes once for three tabs whose tokens are refused at once', async () => {
    const first = await browser.device();
    await signIn(first, site);
    const tabs = [first, await first.context().newPage(), await first.context().newPage()];
    for (const tab of tabs.slice(1)) {
      await tab.goto(site.page);
      await tab.getByRole('table').waitFor();
    }
    const refreshes = countRefreshes(first);
    for (const tab of tabs) await refuseOnce(tab);
    const answers = tabs.map((tab) =>
      tab.waitForResponse(
        (response) => response.url().endsWith('/auth/sessions') && response.status() === 200,
      ),
    );
    await Promise.all(tabs.map((tab) => comeBack(tab)));
    await Promise.all(answers);
    expect(refreshes.count).toBe(1);
  });

  it('hears in every tab of a sign-out in one of them', async () => {
    const first = await browser.device();
    await signIn(first, site);
    const second = await first.context().newPage();
    await second.goto(site.page);
    await second.getByRole('table').waitFor();
    await first.getByRole('button', { name: 'Sign out here' }).click();
    await first.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await second.getByText('You signed out in another tab.').waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('stays signed in, and says so, where signing out does not reach the service', async () => {
    const page = await browser.device();
    await signIn(page, site);
    await page.route(`**${REFRESH}`, (route) => route.fulfill({ status: 503, json: {} }), {
      times: 1,
    });
    await page.getByRole('button', { name: 'Sign out here' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await dialog.getByText('The service cannot answer at the moment.').waitFor();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out on this device.').waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('takes along no news of the session that ended', async () => {
    const phone = await browser.device(PHONE);
    await signIn(phone, site);
    const page = await browser.device();
    await signIn(page, site);
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page
      .getByRole('status')
      .getByText(/signed out\.$/)
      .waitFor();
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out on this device.').waitFor();
    expect(await page.getByText(/other devices? (was|were) signed out/).count()).toBe(0);
  });
});
