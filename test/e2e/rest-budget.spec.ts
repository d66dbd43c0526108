import { describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.js';

const BUDGET = 5;
const SIGN_IN = '/rest/V1/integration/admin/token';

async function start(environment: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const test = await startTestApp({
    environment: { ADDRESS_BUDGET_PER_MINUTE: String(BUDGET), ...environment },
  });
  onTestFinished(() => test.stop());
  return test;
}

/** @returns Whether the budget of whoever that is was used up. */
async function refused(
  { app }: TestApp,
  headers: Readonly<Record<string, string>>,
  remoteAddress = '127.0.0.1',
): Promise<boolean> {
  // Malformed, so that nothing is hashed.
  const answer = await app.inject({
    method: 'POST',
    url: SIGN_IN,
    headers: { 'content-type': 'application/json', ...headers },
    payload: '{',
    remoteAddress,
  });
  expect(answer.statusCode).toBe(answer.headers['retry-after'] === undefined ? 400 : 401);
  return answer.statusCode === 401;
}

describe('the budget of an address', () => {
  it('LOG-24 is not extended by any header that a client sets', async () => {
    const test = await start();
    const verdicts = [];
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const address = `203.0.113.${attempt}`;
      verdicts.push(
        await refused(test, {
          'x-forwarded-for': address,
          'x-real-ip': address,
          forwarded: `for=${address}`,
          'cf-connecting-ip': address,
          'true-client-ip': address,
          'x-client-ip': address,
          'user-agent': `agent ${attempt}`,
          cookie: `session=${attempt}`,
          'x-request-id': `id-${attempt}`,
        }),
      );
    }
    expect(verdicts).toEqual([...Array(BUDGET).fill(false), ...Array(50 - BUDGET).fill(true)]);
  });

  it.each([
    ['a /64', ['2001:db8::1', '2001:DB8:0:0::2', '2001:db8::ffff:1:2:3', '2001:db8:0:0:8::']],
    ['an IPv4 address', ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:c000:207', '192.0.2.7']],
    ['a zone', ['fe80::1', 'fe80::1%eth0', 'FE80::1%eth1', 'fe80:0:0:0::2']],
  ])('LOG-25 is one for %s, in every spelling', async (_what, [first, ...others]) => {
    const test = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const from = (address: string): Promise<boolean> =>
      refused(test, { 'x-forwarded-for': address });
    for (let attempt = 0; attempt < BUDGET; attempt += 1) expect(await from(first!)).toBe(false);
    for (const address of [first!, ...others]) expect(await from(address)).toBe(true);
    expect(await from('2001:db8:0:1::1')).toBe(false);
    expect(await from('192.0.2.8')).toBe(false);
    expect(await refused(test, {}, '198.51.100.9')).toBe(false);
  });
});
