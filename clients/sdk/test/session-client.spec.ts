import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  OneTimeCodeRequiredError,
  ServiceUnavailableError,
  SessionEndedError,
  SignInRefusedError,
  UnexpectedAnswerError,
  type SessionEvent,
  type StoredToken,
  type TokenStorage,
} from '../src/index.js';
import { Browser } from './support/browser.js';
import { HttpServer, pause } from './support/http-server.js';
import { SessionService, SIGN_IN_REFUSED } from './support/session-service.js';

const ADA = { username: 'ada', password: 'right' };

describe('a session', () => {
  let service: SessionService;
  let browser: Browser;

  beforeEach(async () => {
    service = new SessionService();
    await service.server.start();
    browser = new Browser(service.url);
  });

  afterEach(async () => {
    browser.close();
    await service.server.stop();
  });

  const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'fulfilled',
      (reason: unknown) => reason,
    );

  it('begins with a sign-in, tells of it, and ends with a sign-out', async () => {
    const session = browser.tab();
    const events: SessionEvent[] = [];
    session.subscribe((event) => events.push(event));
    const user = await session.signIn({ ...ADA, deviceName: 'Desk' });
    expect(user).toEqual({ id: 1, type: 'admin', username: 'ada', email: 'ada@shop.example' });
    expect(JSON.parse(service.server.calls[0]!.body)).toEqual({ ...ADA, deviceName: 'Desk' });
    expect(session.status).toBe('signed-in');
    await session.signOut();
    expect(session.status).toBe('signed-out');
    expect(events).toEqual([
      { type: 'signed-in', user },
      { type: 'signed-out', reason: 'asked' },
    ]);
    await expect(session.accessToken()).rejects.toThrow(SessionEndedError);
    expect(service.refreshes).toBe(0);
  });

  it('shows the sentence of a refusal, and nothing of the credentials', async () => {
    const refused = await failureOf(browser.tab().signIn({ ...ADA, password: 'hunter2' }));
    expect(refused).toBeInstanceOf(SignInRefusedError);
    expect(refused).toMatchObject({ name: 'SignInRefusedError', status: 401 });
    expect((refused as Error).message).toBe(SIGN_IN_REFUSED);
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  });

  it('asks for a one-time code where one is needed', async () => {
    service.otp = '123456';
    const session = browser.tab();
    const wanted = await failureOf(session.signIn(ADA));
    expect(wanted).toBeInstanceOf(OneTimeCodeRequiredError);
    expect(wanted).toMatchObject({ activeProviders: ['google'] });
    const wrong = await failureOf(session.signIn({ ...ADA, otp: '000000' }));
    expect(wrong).not.toBeInstanceOf(OneTimeCodeRequiredError);
    expect(wrong).toMatchObject({ name: 'SignInRefusedError', message: 'Invalid code.' });
    await session.signIn({ ...ADA, otp: '123456' });
    expect(session.status).toBe('signed-in');
  });

  it('is found again by a page that is loaded anew', async () => {
    await browser.tab({ tabs: false }).signIn(ADA);
    const page = browser.tab({ tabs: false });
    expect(page.status).toBe('unknown');
    expect(await page.resume()).toBe(true);
    expect((await page.fetch('/things')).status).toBe(200);
    expect(service.refreshes).toBe(1);
  });

  it('is not found where there is none, and that is no error', async () => {
    const page = browser.tab();
    const events: SessionEvent[] = [];
    page.subscribe((event) => events.push(event));
    expect(await page.resume()).toBe(false);
    expect([page.status, events]).toEqual(['signed-out', []]);
    await page.signIn(ADA);
    service.endSession();
    await failureOf(page.refresh());
    expect(events.map(({ type }) => type)).toEqual(['signed-in', 'signed-out']);
  });

  it('renews a token that is about to end before it hands it out', async () => {
    const session = browser.tab({ renewUnasked: false });
    await session.signIn(ADA);
    const first = await session.accessToken();
    browser.clock.skip(269);
    expect(await session.accessToken()).toBe(first);
    browser.clock.skip(2);
    expect(await session.accessToken()).not.toBe(first);
    expect(service.refreshes).toBe(1);
  });

  it('renews unasked a little before the end', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    browser.clock.skip(260);
    await pause(100);
    expect(service.refreshes).toBe(0);
    browser.clock.skip(10);
    await pause(200);
    expect(service.refreshes).toBe(1);
    browser.clock.skip(270);
    await pause(200);
    expect(service.refreshes).toBe(2);
    expect((await session.fetch('/things')).status).toBe(200);
  });

  it('goes on with a token that is still good while the service is away, and tries again', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    const first = await session.accessToken();
    service.refreshScript.push({ status: 503 }, { status: 502 });
    browser.clock.skip(271);
    await pause(200);
    expect(service.refreshes).toBe(1);
    expect(await session.accessToken()).toBe(first);
    browser.clock.skip(2);
    await pause(200);
    browser.clock.skip(4);
    await pause(200);
    expect(service.refreshes).toBe(3);
    expect(await session.accessToken()).not.toBe(first);
  });

  it.each([
    ['an hour behind', -3600],
    ['set back by a year', -31_536_000],
  ])('renews in time on a machine whose clock is %s after the sign-in', async (_, seconds) => {
    const session = browser.tab();
    await session.signIn(ADA);
    browser.clock.correct(seconds);
    browser.clock.skip(271);
    await pause(200);
    expect(service.refreshes).toBe(1);
  });

  it('notices the time that a laptop slept, though its monotonic clock stood still', async () => {
    const session = browser.tab({ renewUnasked: false });
    await session.signIn(ADA);
    const first = await session.accessToken();
    browser.clock.correct(28_800);
    expect(await session.accessToken()).not.toBe(first);
  });

  it('stops trying unasked when the token has ended, and tries when asked', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    service.refreshScript.push({ status: 503 }, { status: 503 });
    browser.clock.skip(271);
    await pause(200);
    browser.clock.skip(60);
    await pause(200);
    expect(service.refreshes).toBe(2);
    expect(browser.clock.pending).toBe(0);
    expect(session.status).toBe('signed-in');
    browser.clock.skip(10);
    expect((await session.fetch('/things')).status).toBe(200);
  });

  it('reads the life of a JWT off its own claims, whatever the local clock says', async () => {
    const encode = (value: object): string =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const session = browser.tab();
    browser.clock.correct(1e8);
    const iat = 1_700_000_000;
    const jwt = `${encode({ alg: 'HS256' })}.${encode({ iat, exp: iat + 600, n: 'ÿÿ?>' })}.x`;
    session.adopt({ token: jwt });
    browser.clock.skip(560);
    expect(await session.accessToken()).toBe(jwt);
    browser.clock.skip(15);
    await expect(session.accessToken()).rejects.toThrow(SessionEndedError);
  });

  it('leaves no timer behind', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    expect(browser.clock.pending).toBe(1);
    await session.signOut();
    expect(browser.clock.pending).toBe(0);
    await session.signIn(ADA);
    session.close();
    expect(browser.clock.pending).toBe(0);
  });

  it('is not over when the sign-out does not reach the server', async () => {
    const session = browser.tab({ baseUrl: 'http://127.0.0.1:9', timeoutSeconds: 1 });
    session.adopt({ token: 'token', expiresIn: 300 });
    await expect(session.signOut()).rejects.toThrow(ServiceUnavailableError);
    expect(session.status).toBe('signed-in');
  });

  it('is not over when the sign-out is refused, as with two cookies of one name', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    service.signOutScript.push({ status: 401, body: { message: 'No refresh token found.' } });
    await expect(session.signOut()).rejects.toThrow(UnexpectedAnswerError);
    expect(session.status).toBe('signed-in');
    await session.signOut();
    expect(session.status).toBe('signed-out');
  });

  it('asks at once for a person who tries again', async () => {
    const session = browser.tab();
    service.refreshScript.push({ status: 503, headers: { 'Retry-After': '60' } });
    await expect(session.resume()).rejects.toThrow(ServiceUnavailableError);
    await expect(session.resume()).rejects.toThrow(ServiceUnavailableError);
    expect(service.refreshes).toBe(1);
    session.skipPause();
    expect(await session.resume()).toBe(false);
    expect(service.refreshes).toBe(2);
  });

  it('is not over when the origin is not allowed', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    service.refreshScript.push({ status: 403, body: { message: 'Origin is not allowed.' } });
    const error = await failureOf(session.refresh());
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect((error as Error).message).toContain('Origin is not allowed.');
    expect(session.status).toBe('signed-in');
  });

  it('takes a page of something else for no answer of the service', async () => {
    service.refreshScript.push({ status: 200, body: { portal: 'Please pay' } });
    await expect(browser.tab().resume()).rejects.toThrow(UnexpectedAnswerError);
  });

  it('gives up on a service that does not answer', async () => {
    service.refreshTakesMs = 2_000;
    const session = browser.tab({ timeoutSeconds: 0.1 });
    await session.signIn(ADA);
    await expect(session.refresh()).rejects.toThrow('did not answer');
  });

  it('goes on with a token that came with a changed password while a renewal was under way', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    service.refreshScript.push({ status: 401, body: { message: 'gone' } });
    service.refreshTakesMs = 80;
    const renewal = session.refresh();
    while (service.refreshes === 0) await pause(5);
    const token = service.newToken();
    session.adopt({ token, expiresIn: 300 });
    expect(await renewal).toBe(token);
    expect(session.status).toBe('signed-in');
  });

  it('keeps the token where it is told to, and survives a storage that fails', async () => {
    let kept: StoredToken | undefined;
    const storage: TokenStorage = {
      load: async () => kept,
      save: async (token) => {
        kept = token;
      },
      clear: () => {
        kept = undefined;
      },
    };
    const first = browser.tab({ storage, tabs: false });
    await first.signIn(ADA);
    const reloaded = browser.tab({ storage, tabs: false });
    expect(await reloaded.resume()).toBe(true);
    expect(service.refreshes).toBe(0);
    await reloaded.signOut();
    await pause(10);
    expect(kept).toBeUndefined();

    const fail = (): never => {
      throw new Error('quota');
    };
    const broken = browser.tab({ storage: { load: fail, save: fail, clear: fail }, tabs: false });
    await broken.signIn(ADA);
    expect((await broken.fetch('/things')).status).toBe(200);
  });

  it('has its fetch refresh once, repeat once, and keep to the origin', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    service.expireTokens();
    const init = { method: 'PUT', body: '{"a":1}', headers: { 'X-One': '1' } };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => session.fetch('things', init)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await answers[0]!.json()).body).toBe('{"a":1}');
    expect(service.refreshes).toBe(1);
    const elsewhere = await new HttpServer(({ headers }) => ({
      status: 401,
      body: headers.authorization ?? 'none',
    })).start();
    const bare = await session.fetch(`${elsewhere.url}/things`);
    expect([bare.status, await bare.json()]).toEqual([401, 'none']);
    expect(service.refreshes).toBe(1);
    await elsewhere.stop();
  });

  it('lets a fetch that waits be aborted', async () => {
    const session = browser.tab();
    await session.signIn(ADA);
    service.expireTokens();
    service.refreshTakesMs = 150;
    const abort = new AbortController();
    const waiting = session.fetch('/things', { signal: abort.signal });
    while (service.refreshes === 0) await pause(5);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(service.server.count('GET /things')).toBe(1);
  });
});
