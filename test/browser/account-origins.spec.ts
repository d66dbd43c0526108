import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  NAME,
  PASSWORD,
  signIn,
  startAccountSite,
  type AccountSite,
} from '../support/account-site.js';
import { describeInBrowser } from '../support/browser.js';

/** Another port is another origin, but the same site: browsers send the cookie whatever its SameSite. */
function startOrigin(): Promise<{ server: Server; origin: string }> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>elsewhere</title>');
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ server, origin: `http://localhost:${port}` });
    });
  });
}

interface Attempt {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
}

/** @returns The status a page's script may read, or that it may read none. */
const attempt = (page: Page, { method, url, body }: Attempt): Promise<string> =>
  page.evaluate(
    async (init) => {
      try {
        const { status } = await fetch(init.url, {
          method: init.method,
          credentials: 'include',
          ...(init.body && {
            body: init.body,
            headers: { 'Content-Type': 'application/json' },
          }),
        });
        return String(status);
      } catch {
        return 'nothing';
      }
    },
    { method, url, body },
  );

describeInBrowser('a page of another origin', (browser) => {
  let site: AccountSite;
  let friend: Awaited<ReturnType<typeof startOrigin>>;
  let stranger: Awaited<ReturnType<typeof startOrigin>>;

  beforeAll(async () => {
    friend = await startOrigin();
    stranger = await startOrigin();
    site = await startAccountSite({ CORS_ALLOWED_ORIGINS: friend.origin });
  });
  afterAll(async () => {
    await site.test.stop();
    friend.server.close();
    stranger.server.close();
  });

  const login = (): Attempt => ({
    method: 'POST',
    url: `${site.origin}/auth/login`,
    body: JSON.stringify({ username: NAME, password: PASSWORD }),
  });
  const refresh = (): Attempt => ({ method: 'POST', url: `${site.origin}/auth/refresh-token` });
  const signOut = (): Attempt => ({ method: 'DELETE', url: `${site.origin}/auth/refresh-token` });

  it('signs in, refreshes and signs out, if it is allowed', async () => {
    const page = await browser.device();
    await page.goto(friend.origin);
    const answers = [];
    for (const each of [login(), refresh(), signOut(), refresh()])
      answers.push(await attempt(page, each));
    expect(answers).toEqual(['200', '200', '200', '401']);
  });

  it('can do and learn nothing, if it is not, and uses up no token', async () => {
    const page = await browser.device();
    await signIn(page, site);
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(stranger.origin);
    const answers = [];
    for (const each of [login(), refresh(), signOut()])
      answers.push(await attempt(elsewhere, each));
    expect(answers).toEqual(['nothing', 'nothing', 'nothing']);
    await page.reload();
    await page.getByText('This device').waitFor();
  });

  it.each([
    ['/auth/refresh-token', 'application/x-www-form-urlencoded'],
    ['/auth/login', 'text/plain'],
  ])('gets 403 for a form that it sends to %s, and changes nothing', async (path, enctype) => {
    const page = await browser.device();
    await signIn(page, site);
    const cookies = await page.context().cookies(`${site.origin}/auth/refresh-token`);
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(stranger.origin);
    const answered = elsewhere.waitForResponse(`${site.origin}${path}`);
    const name = JSON.stringify({ username: NAME, password: PASSWORD, x: '' }).slice(0, -2);
    await elsewhere.setContent(
      `<form method="post" action="${site.origin}${path}" enctype="${enctype}">
         <input name='${name}' value='"}'><button>Win</button></form>`,
    );
    await elsewhere.getByRole('button').click();
    expect((await answered).status()).toBe(403);
    expect(await page.context().cookies(`${site.origin}/auth/refresh-token`)).toEqual(cookies);
    await page.reload();
    await page.getByText('This device').waitFor();
  });

  it('cannot put the account page into a frame', async () => {
    const page = await browser.device();
    await page.goto(stranger.origin);
    await page.setContent(`<iframe src="${site.page}"></iframe>`);
    await expect.poll(() => browser.complaints.join()).toContain('frame-ancestors');
  });
});
