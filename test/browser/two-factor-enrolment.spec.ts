import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type JsQr from 'jsqr';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fromBase32 } from '../../src/modules/two-factor-auth/google/base32.js';
import { hotp, stepOf } from '../../src/modules/two-factor-auth/google/totp.js';
import {
  fillIn,
  freePort,
  PASSWORD,
  startAccountSite,
  type AccountSite,
} from '../support/account-site.js';
import { describeInBrowser } from '../support/browser.js';
import { MailServer } from '../support/mail-server.js';

/** A CommonJS module that calls itself a default export. */
const { default: jsQr } = createRequire(import.meta.url)('jsqr') as typeof JsQr;

/** Chromium's advice at a registration. Magento's provider asks for ES256 alone, and so does this. */
const ES256_ALONE = /^publicKey\.pubKeyCredParams is missing at least one of the default/;

/** @returns What a phone reads off the picture, as it is drawn. */
async function scan(picture: Locator): Promise<URL> {
  const { data, width, height } = PNG.sync.read(await picture.screenshot());
  return new URL(jsQr(new Uint8ClampedArray(data), width, height)?.data ?? 'about:unreadable');
}

const appCode = (secret: string, steps = 0): string =>
  hotp(fromBase32(secret)!, stepOf(Math.floor(Date.now() / 1_000)) + steps);

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

describeInBrowser('the second factors of somebody', (browser) => {
  let site: AccountSite;
  let mails: MailServer;
  let username: string;
  let people = 0;

  beforeAll(async () => {
    mails = await MailServer.start();
    const port = await freePort();
    const environment = {
      ...mails.settings,
      PORT: String(port),
      PUBLIC_BASE_URL: `http://localhost:${port}`,
      TFA_FORCE_PROVIDERS: 'google,u2fkey',
    };
    site = await startAccountSite(environment, { mail: 'enabled', 'two-factor-auth': 'enabled' });
  });
  afterAll(async () => {
    await site.test.stop();
    await mails.stop();
  });
  beforeEach(async () => {
    username = `grace${(people += 1)}`;
    await site.test.createAdmin(username, PASSWORD);
  });

  const signIn = async (page: Page): Promise<void> => {
    await page.goto(site.page);
    await fillIn(page, PASSWORD, username);
  };
  const linkOfMail = async (page: Page): Promise<string> => {
    await signIn(page);
    await page.getByRole('heading', { name: 'Check your email' }).waitFor();
    return mails.lastLink();
  };
  /** @returns The secret, once the app is enrolled. */
  const enrolApp = async (page: Page): Promise<string> => {
    const picture = page.getByRole('img', { name: /^QR code/ });
    await picture.waitFor();
    const uri = await scan(picture);
    expect(uri.href).toMatch(/^otpauth:\/\/totp\/localhost%3Agrace\d%40example.com\?/);
    const secret = uri.searchParams.get('secret')!;
    expect(await page.locator('.secret').textContent()).toBe(secret);
    await page.getByLabel('Code from the app').fill(appCode(secret));
    await press(page, 'Turn on');
    return secret;
  };
  const keepCodes = async (page: Page): Promise<string[]> => {
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const codes = await page.locator('.recovery-codes code').allTextContents();
    expect(codes).toHaveLength(10);
    await page.getByLabel('I have kept them').check();
    await press(page, 'Done');
    return codes;
  };
  const plugIn = async (cdp: CDPSession): Promise<string> => {
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'usb', automaticPresenceSimulation: true },
    });
    return authenticatorId;
  };

  it('TOT-24 enrols by the link of the mail, keeps recovery codes, and signs in with one', async () => {
    const page = await browser.device({ colorScheme: 'dark' });
    const requests: string[] = [];
    const referrers = new Set<string>();
    page.on('request', (request) => {
      requests.push(request.url());
      referrers.add(request.headers().referer ?? '');
    });
    const link = await linkOfMail(page);
    await page.goto(link);
    await page.getByText('Step 1 of 2').waitFor();
    expect(page.url()).toBe(`${site.page}/two-factor`);
    await page.getByLabel('Code from the app').fill('000000');
    await press(page, 'Turn on');
    await page.getByRole('alert').getByText('That code is not right').waitFor();
    const secret = await enrolApp(page);

    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    await press(page, 'Done');
    await page.getByText('Keep the codes first').waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as text' }).click();
    const file = readFileSync(await (await downloading).path(), 'utf8');
    const codes = await keepCodes(page);
    for (const code of codes) expect(file).toContain(code);
    await page.getByText('Step 2 of 2').waitFor();

    const foreign = requests.filter((url) => !url.startsWith(site.origin) && !/^data:/.test(url));
    expect(foreign).toEqual([]);
    expect(requests.filter((url) => url.includes(secret) && !/^data:/.test(url))).toEqual([]);
    expect([...referrers]).toEqual(['']);
    await page.goBack();
    await page.goForward();
    expect(page.url()).not.toContain('tfat');
    await page.getByRole('heading', { name: 'Open the link of the mail' }).waitFor();

    await signIn(page);
    await page.getByLabel('One-time code').fill(codes[0]!);
    await press(page, 'Continue');
    await page.getByText('9 of 10 left').waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('enrols keys, signs in with one, adds another, and removes it again', async () => {
    const page = await browser.device();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const first = await plugIn(cdp);
    await page.goto(await linkOfMail(page));
    await enrolApp(page);
    const codes = await keepCodes(page);
    await page.getByLabel('Name').fill('blue');
    await press(page, 'Register the key');
    await page.getByRole('heading', { name: 'Two-factor authentication is on' }).waitFor();
    await page.goto(mails.lastLink());
    await page.getByRole('heading', { name: 'Your second factor is set up' }).waitFor();

    await signIn(page);
    await page.getByRole('radio', { name: 'Security key' }).check();
    await press(page, 'Use the key');
    const section = page.getByRole('region', { name: 'Two-factor authentication' });
    await section.getByText('blue').waitFor();

    await press(page, 'Add a security key');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('textbox', { name: 'One-time code' }).fill(codes[0]!);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await section.getByLabel('Name').fill('red');
    await press(page, 'Register the key');
    await page.getByText('This key is registered already.').waitFor();
    await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: first });
    await plugIn(cdp);
    await press(page, 'Register the key');
    await page.getByRole('status').getByText('The security key was added.').waitFor();
    await section.getByText('red').waitFor();

    await press(page, 'Make new codes');
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('textbox', { name: 'One-time code' }).fill(codes[1]!);
    await dialog.getByRole('button', { name: 'Make new codes' }).click();
    const fresh = await keepCodes(page);
    expect(fresh).not.toContain(codes[2]);
    await section.getByText('10 of 10 left').waitFor();

    await press(page, 'Remove blue');
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('radio', { name: 'Security key' }).check();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await page
      .getByRole('status')
      .getByText('blue was removed, and you were signed out everywhere.')
      .waitFor();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect
      .poll(() => mails.received.map(({ raw }) => raw).join(''))
      .toContain('A security key was removed.');

    await fillIn(page, PASSWORD, username);
    await page.getByRole('radio', { name: 'Security key' }).check();
    await press(page, 'Use the key');
    await section.getByText('red').waitFor();
    expect(await section.getByText('blue').count()).toBe(0);
    expect(browser.complaints.filter((each) => !ES256_ALONE.test(each))).toEqual([]);
  });

  it('is asked for one when the password changes', async () => {
    const page = await browser.device();
    await page.goto(await linkOfMail(page));
    await enrolApp(page);
    const codes = await keepCodes(page);
    await signIn(page);
    await page.getByLabel('One-time code').fill(codes[0]!);
    await press(page, 'Continue');
    await page.getByLabel('Current password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('New password', { exact: true }).fill('another horse battery');
    await press(page, 'Change password');
    await page.getByText('One more step').waitFor();
    await page.getByLabel('One-time code').fill(codes[1]!);
    await press(page, 'Change password');
    await page.getByText('Your password is changed.').waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('is told of a link that is no longer good, and of a page without one', async () => {
    const page = await browser.device();
    await page.goto(`${site.page}/two-factor?tfat=bm9uZQ==`);
    await page.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Open the link of the mail' }).waitFor();
    expect(browser.complaints).toEqual([]);
  });
});
