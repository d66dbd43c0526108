import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAxios } from '../src/axios.js';
import {
  createTokenClient,
  OneTimeCodeRequiredError,
  ServiceUnavailableError,
  SignInPausedError,
  SignInRefusedError,
  type StoredToken,
  type TokenClient,
  type TokenClientOptions,
} from '../src/index.js';
import { SIGN_IN_REFUSED } from './support/session-service.js';
import { TestClock } from './support/test-clock.js';
import { ADMIN_TOKEN, GOOGLE, TokenService } from './support/token-service.js';

const HOUR = 3_600;

describe('the token client of a program', () => {
  let service: TokenService;
  let clock: TestClock;

  beforeEach(async () => {
    service = new TokenService();
    await service.server.start();
    clock = new TestClock();
  });

  afterEach(() => service.server.stop());

  const clientWith = (options: Partial<TokenClientOptions> = {}): TokenClient =>
    createTokenClient({
      baseUrl: service.server.url,
      username: 'erp',
      password: 'right',
      clock,
      ...options,
    });

  const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'fulfilled',
      (reason: unknown) => reason,
    );

  it('signs in once for any number of calls at the same time', async () => {
    const erp = clientWith();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => erp.token()));
    expect(new Set(tokens).size).toBe(1);
    expect(service.signIns).toBe(1);
    const [{ method, path, body }] = service.server.calls as [never];
    expect({ method, path, body }).toEqual({
      method: 'POST',
      path: ADMIN_TOKEN,
      body: '{"username":"erp","password":"right"}',
    });
  });

  it.each([
    [{ userType: 'customer' }, '/rest/V1/integration/customer/token'],
    [{ userType: 'customer', store: 'de' }, '/rest/de/V1/integration/customer/token'],
  ] as const)('signs in as %o at %s', async (options, path) => {
    await clientWith(options).token();
    expect(service.server.calls.map((call) => call.path)).toEqual([path]);
  });

  it('works for a shop that does not stand at the root', async () => {
    await failureOf(clientWith({ baseUrl: `${service.server.url}/shop/` }).fetch('/rest/V1/x?a=1'));
    expect(service.server.calls.map(({ path }) => path)).toEqual([
      `/shop${ADMIN_TOKEN}`,
      '/shop/rest/V1/x?a=1',
    ]);
  });

  it('renews an opaque token a minute before the hour is over, for all who ask at once', async () => {
    const erp = clientWith();
    const first = await erp.token();
    clock.skip(HOUR - 62);
    expect(await erp.token()).toBe(first);
    clock.skip(3);
    const [second, third] = await Promise.all([erp.token(), erp.token()]);
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    expect(service.signIns).toBe(2);
  });

  it('believes lifetimeSeconds, and needs no timer', async () => {
    const erp = clientWith({ lifetimeSeconds: 10 });
    const first = await erp.token();
    clock.skip(4);
    expect(await erp.token()).toBe(first);
    clock.skip(2);
    expect(await erp.token()).not.toBe(first);
    expect(clock.pending).toBe(0);
  });

  it('signs in again when a token is refused: once for 30 requests, each repeated once', async () => {
    const erp = clientWith();
    await erp.token();
    service.revoke();
    const init = { method: 'POST', body: '{"sku":"A"}' };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => erp.fetch('/rest/V1/orders', init)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await answers[7]!.json()).body).toBe('{"sku":"A"}');
    expect(service.signIns).toBe(2);
    expect(service.server.count('POST /rest/V1/orders')).toBe(60);
  });

  it('does so for axios', async () => {
    const http = createAxios(clientWith());
    await http.get('/rest/V1/orders');
    service.revoke();
    const answers = await Promise.all([http.get('/rest/V1/a'), http.get('/rest/V1/b')]);
    expect(answers.map(({ data }) => data.path)).toEqual(['/rest/V1/a', '/rest/V1/b']);
    expect(service.signIns).toBe(2);
  });

  it('does not sign in over and over for a request that is never allowed', async () => {
    const erp = clientWith();
    await erp.token();
    service.tokensWork = false;
    for (let n = 0; n < 10; n += 1) expect((await erp.fetch('/rest/V1/secret')).status).toBe(401);
    expect(service.signIns).toBe(2);
    service.tokensWork = true;
    service.revoke();
    clock.skip(61);
    expect((await erp.fetch('/rest/V1/orders')).status).toBe(200);
  });

  it('says that the password is wrong, and then leaves the service alone', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const erp = clientWith({ password: 'old secret' });
    const refused = await failureOf(erp.token());
    expect(refused).toBeInstanceOf(SignInRefusedError);
    expect((refused as Error).message).toBe(SIGN_IN_REFUSED);
    for (let n = 0; n < 20; n += 1) {
      const paused = await failureOf(erp.token());
      expect(paused).toBeInstanceOf(SignInPausedError);
      expect(paused).toMatchObject({ cause: refused, retryAfterSeconds: expect.any(Number) });
      expect(String(paused)).toContain(SIGN_IN_REFUSED);
      expect(String(paused)).not.toContain('old secret');
    }
    expect(service.signIns).toBe(1);
    vi.restoreAllMocks();
  });

  it('asked every five seconds for six hours it never fails more than four times in half an hour', async () => {
    const erp = clientWith({ password: 'old' });
    const failures: number[] = [];
    for (let second = 0; second < 6 * HOUR; second += 5) {
      const before = service.signIns;
      await failureOf(erp.token());
      if (service.signIns > before) failures.push(second);
      clock.skip(5);
    }
    const inWindow = failures.map(
      (start) => failures.filter((at) => at >= start && at < start + 1_800).length,
    );
    expect(Math.max(...inWindow)).toBeLessThanOrEqual(4);
    expect(failures.length).toBeGreaterThan(4);
    expect(failures.length).toBeLessThan(20);
  });

  it('works at once when the lock is over and it is time', async () => {
    service.password = 'changed';
    const erp = clientWith();
    await failureOf(erp.token());
    service.password = 'right';
    await expect(erp.token()).rejects.toThrow(SignInPausedError);
    clock.skip(38);
    expect(await erp.token()).toMatch(/^\w{32}$/);
  });

  it('waits as long as a 503 asks, and keeps a token that is still good', async () => {
    const erp = clientWith();
    const first = await erp.token();
    service.script.push({ status: 503, headers: { 'Retry-After': '120' } });
    clock.skip(HOUR - 59);
    expect(await erp.token()).toBe(first);
    clock.skip(50);
    expect(await erp.token()).toBe(first);
    expect(service.signIns).toBe(2);
    clock.skip(20);
    await expect(erp.token()).rejects.toThrow(SignInPausedError);
    clock.skip(82);
    expect(await erp.token()).not.toBe(first);
    expect(service.signIns).toBe(3);
  });

  it('understands a Retry-After that is a date', async () => {
    const [now, then] = ['Sat, 01 Jan 2000 00:00:00 GMT', 'Sat, 01 Jan 2000 00:01:30 GMT'];
    service.script.push({ status: 503, headers: { Date: now, 'Retry-After': then } });
    const error = await failureOf(clientWith().token());
    expect(error).toBeInstanceOf(ServiceUnavailableError);
    expect(error).toMatchObject({ status: 503, retryAfterSeconds: 90 });
  });

  it('says that nobody answers', async () => {
    const error = await failureOf(clientWith({ baseUrl: 'http://127.0.0.1:9' }).token());
    expect(error).toBeInstanceOf(ServiceUnavailableError);
    expect((error as Error).message).toBe('The token service did not answer.');
  });

  it('carries no password to where a redirect points', async () => {
    service.script.push({ status: 307, headers: { Location: `${service.server.url}/token` } });
    await expect(clientWith().token()).rejects.toThrow(ServiceUnavailableError);
    expect(service.signIns).toBe(1);
  });

  it('asks its function for a code each time one is wanted, and uses it at the provider', async () => {
    service.otp = '111111';
    const otp = vi.fn<() => Promise<string>>(async () => service.otp!);
    const erp = clientWith({ otp });
    await Promise.all([erp.token(), erp.token()]);
    expect(otp).toHaveBeenCalledTimes(1);
    service.otp = '222222';
    clock.skip(HOUR);
    await erp.token();
    expect(otp).toHaveBeenCalledTimes(2);
    const asked = service.server.calls.filter(({ path }) => path === GOOGLE);
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual([
      { username: 'erp', password: 'right', otp: '111111' },
      { username: 'erp', password: 'right', otp: '222222' },
    ]);
  });

  it('asks for no code where none is wanted', async () => {
    const otp = vi.fn<() => string>(() => '111111');
    await clientWith({ otp }).token();
    expect(otp).not.toHaveBeenCalled();
  });

  it('sends the code to the same route, if that is what asks for it', async () => {
    service.script.push({ status: 401, body: { message: 'A one-time code is required.' } });
    await clientWith({ otp: '123456' }).token();
    const [, second] = service.server.calls;
    expect(second!.path).toBe(ADMIN_TOKEN);
    expect(JSON.parse(second!.body)).toMatchObject({ otp: '123456' });
  });

  it('uses a code that was given as text once, and says that it needs another', async () => {
    service.otp = '111111';
    const erp = clientWith({ otp: '111111' });
    await erp.token();
    service.otp = '222222';
    clock.skip(HOUR);
    const error = await failureOf(erp.token());
    expect(error).toBeInstanceOf(OneTimeCodeRequiredError);
    expect(error).toMatchObject({ activeProviders: ['google'], status: 400 });
    expect(service.server.count(`POST ${GOOGLE}`)).toBe(1);
  });

  it('renders the placeholders of a refusal', async () => {
    const message = '"%fieldName" is required. Enter and try again.';
    service.script.push({ status: 400, body: { message, parameters: { fieldName: 'username' } } });
    const error = await failureOf(clientWith().token());
    expect(error).toMatchObject({
      message: '"username" is required. Enter and try again.',
      template: message,
    });
  });

  it('takes over the token of an earlier run', async () => {
    let kept: StoredToken | undefined;
    const storage = {
      load: () => kept,
      save: (token: StoredToken) => {
        kept = token;
      },
      clear: () => {},
    };
    const token = await clientWith({ storage }).token();
    clock.skip(1_000);
    expect(await clientWith({ storage }).token()).toBe(token);
    expect(service.signIns).toBe(1);
    clock.skip(HOUR);
    expect(await clientWith({ storage }).token()).not.toBe(token);
  });

  it('leaves a request with an Authorization of its own alone', async () => {
    const erp = clientWith();
    const answer = await erp.fetch('/rest/V1/x', { headers: { Authorization: 'Bearer other' } });
    expect(answer.status).toBe(401);
    expect(service.signIns).toBe(0);
  });
});
