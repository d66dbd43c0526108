import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import {
  comeBack,
  fillIn,
  NAME,
  PASSWORD,
  signIn,
  startAccountSite,
  type AccountSite,
} from '../support/account-site.js';
import { describeInBrowser, PHONE } from '../support/browser.js';

const ENDED = /Your session has ended/;

describeInBrowser('somebody at the account page', (browser) => {
  let site: AccountSite;

  beforeAll(async () => {
    site = await startAccountSite();
  });
  afterAll(() => site.test.stop());
  // Sets the password back, and ends all sessions.
  beforeEach(async () => {
    const hash = await site.test.get(PasswordHasher).hash(PASSWORD);
    await site.test.get(AdminAccounts).setPassword(NAME, hash);
  });

  it('is refused, signs in, sees this device, reloads, and signs out', async () => {
    const page = await browser.device();
    await page.goto(site.page);
    await fillIn(page, 'wrong');
    await page.getByRole('alert').getByText('The sign-in was not right').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    const row = page.getByRole('row').filter({ hasText: 'This device' });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/Chrom.* on Linux/);
    expect(await row.textContent()).toContain('127.0.0.1');
    expect(await page.title()).toBe('Your account – Tokenwright');
    await page.getByText('You are signed in nowhere else.').waitFor();

    const [cookie] = await page.context().cookies(`${site.origin}/auth/refresh-token`);
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'None' });
    const readable = await page.evaluate('JSON.stringify([document.cookie, localStorage])');
    expect(readable).not.toMatch(/refresh-token|eyJ/);

    await page.reload();
    await page.getByRole('banner').getByText(NAME).waitFor();
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out on this device.').waitFor();
    expect(await page.context().cookies(`${site.origin}/auth/refresh-token`)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('ends a stolen laptop from the phone; its next request throws it out', async () => {
    const laptop = await browser.device();
    const phone = await browser.device(PHONE);
    await signIn(laptop, site);
    await signIn(phone, site);

    const row = phone.getByRole('row').filter({ hasText: 'Linux' });
    await row.getByRole('button', { name: /^Sign out/ }).click();
    const dialog = phone.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await row.getByRole('button').click();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await phone.getByText(/on Linux was signed out\.$/).waitFor();
    await row.waitFor({ state: 'detached' });
    await phone.getByText('You are signed in nowhere else.').waitFor();

    await comeBack(laptop);
    await laptop.getByText(ENDED).waitFor();
    await laptop.reload();
    await laptop.getByRole('heading', { name: 'Sign in' }).waitFor();
    await phone.reload();
    await phone.getByText('This device').waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('signs out everywhere else, and is told how many that were', async () => {
    const devices = [
      await browser.device(),
      await browser.device(PHONE),
      await browser.device({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }),
    ] as const;
    for (const device of devices) await signIn(device, site);
    const [laptop, phone, desk] = devices;
    await desk.getByText('2 other devices are signed in.').waitFor();
    await desk.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await desk.getByRole('status').getByText('2 other devices were signed out.').waitFor();
    expect(await desk.getByRole('row').count()).toBe(2);
    for (const device of [laptop, phone]) {
      await comeBack(device);
      await device.getByText(ENDED).waitFor();
    }
  });

  it('finds that a device was signed out meanwhile, and says so', async () => {
    const laptop = await browser.device();
    const phone = await browser.device(PHONE);
    await signIn(laptop, site);
    await signIn(phone, site);
    await laptop.getByText('This device').waitFor();
    await comeBack(laptop);
    await laptop.getByRole('button', { name: /^Sign out .*iOS/ }).click();
    await phone.getByRole('button', { name: 'Sign out here' }).click();
    await phone.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await phone.getByText('You are signed out').waitFor();
    await laptop.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await laptop.getByText(/was signed out already\.$/).waitFor();
    expect(await laptop.getByRole('row').count()).toBe(2);
  });

  it('changes the password, stays, and throws the others out', async () => {
    const laptop = await browser.device();
    const phone = await browser.device(PHONE);
    await signIn(laptop, site);
    await signIn(phone, site);
    const attempts: number[] = [];
    phone.on('response', (response) => {
      if (response.url().endsWith('/auth/password')) attempts.push(response.status());
    });
    const change = async (current: string, next: string): Promise<void> => {
      await phone.getByLabel('Current password', { exact: true }).fill(current);
      await phone.getByLabel('New password', { exact: true }).fill(next);
      await phone.getByRole('button', { name: 'Change password' }).click();
    };
    await change(PASSWORD, 'short');
    await phone.getByText('The new password needs at least 8 characters.').waitFor();
    await change('wrong password', 'another horse battery');
    await phone.getByText('The current password is not right').waitFor();
    expect(attempts).toEqual([401]);
    await change(PASSWORD, 'another horse battery');
    await phone.getByText('Your password is changed.').waitFor();
    await phone.getByText('You are signed in nowhere else.').waitFor();
    expect(attempts).toEqual([401, 200]);

    await comeBack(laptop);
    await laptop.getByText(ENDED).waitFor();
    await fillIn(laptop);
    await laptop.getByText('The sign-in was not right').waitFor();
    await fillIn(laptop, 'another horse battery');
    await laptop.getByRole('table').waitFor();
    await phone.reload();
    await phone.getByText('This device').waitFor();
    expect(browser.complaints).toEqual([]);
  });
});
