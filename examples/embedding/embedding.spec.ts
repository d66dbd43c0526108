import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { ADAPTERS, PASSWORD, RunningAcme } from './running-acme.js';

const FORMATS = [
  { jwt: 'on', format: 'jwt', shape: /^[\w-]+\.[\w-]+\.[\w-]+$/ },
  { jwt: 'off', format: 'opaque', shape: /^[0-9a-z]{32}$/ },
] as const;
const CASES = ADAPTERS.flatMap((adapter) => FORMATS.map((format) => ({ adapter, ...format })));

const NOT_AUTHORIZED = {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Acme_Orders::view' },
};

describe.each(CASES)('embedded on $adapter, with $format tokens', ({ adapter, ...format }) => {
  let acme: RunningAcme;
  let token: string;

  beforeAll(async () => {
    acme = await RunningAcme.on(adapter, { jwt: format.jwt });
    await createAdmin(acme);
    token = await acme.token('ada');
  });
  afterAll(() => acme.remove());

  it('answers a sign-in with a bare JSON string', async () => {
    const answer = await acme.signIn('ada');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(await answer.text())).toMatch(format.shape);
  });

  it('guards the route of the application and tells it who calls', async () => {
    const answer = await acme.call('/orders', token);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      orders: [{ id: '1001', total: '19.90' }],
      readBy: { type: 2, id: 1 },
      with: format.format,
    });
  });

  it.each([
    ['without a token', undefined, 'Bearer, OAuth'],
    [
      'with a token that is none',
      'nonsense',
      'Bearer error="invalid_token", error_description="The token is unreadable"',
    ],
  ])('refuses a call %s in its own envelope', async (_how, wrong, challenge) => {
    const answer = await acme.call('/orders', wrong);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toEqual(NOT_AUTHORIZED);
  });

  it('guards the same route when it is asked by HEAD', async () => {
    const head = { method: 'HEAD' };
    expect((await acme.call('/orders', undefined, head)).status).toBe(401);
  });

  it('issues tokens for the application, in the format that is on', async () => {
    const post = { method: 'POST' };
    expect((await acme.call('/orders/export-token', undefined, post)).status).toBe(401);
    const answer = await acme.call('/orders/export-token', token, post);
    const issued = (await answer.json()) as { token: string };
    expect(issued.token).toMatch(format.shape);
    expect((await acme.call('/orders', issued.token)).status).toBe(200);
  });

  it('lets anyone call the anonymous route, whatever is in the header', async () => {
    for (const each of [undefined, 'nonsense', token]) {
      const answer = await acme.call('/orders/shipping-countries', each);
      expect([answer.status, await answer.json()]).toEqual([200, ['AT', 'CH', 'DE']]);
    }
  });

  it('leaves a route without @Resource alone', async () => {
    for (const each of [undefined, 'nonsense', token]) {
      const answer = await acme.call('/status', each);
      expect([answer.status, await answer.text()]).toEqual([200, '{"status":"ok"}']);
      expect(answer.headers.get('www-authenticate')).toBeNull();
      expect(answer.headers.get('x-request-id')).toBeNull();
    }
  });

  it("leaves the application's own errors in Nest's format", async () => {
    const unknownPath = await acme.call('/nowhere');
    expect(unknownPath.status).toBe(404);
    expect(await unknownPath.json()).toEqual({
      message: 'Cannot GET /nowhere',
      error: 'Not Found',
      statusCode: 404,
    });
    const thrown = await acme.call('/orders/7', token);
    expect(thrown.status).toBe(404);
    expect(await thrown.json()).toMatchObject({ message: 'There is no order 7', statusCode: 404 });
  });

  it("leaves broken JSON to the application's parser", async () => {
    const answer = await acme.post('/rest/V1/integration/admin/token', '{"username":');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ statusCode: 400 });
  });

  it.each([
    [401, 'ada', 'wrong', /sign-in was incorrect/],
    [400, 'ada', '', /is required/],
  ])('answers %i in its own envelope at its own door', async (status, name, password, message) => {
    const answer = await acme.signIn(name, password);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      message: expect.stringMatching(message),
      ...(status === 400 && { parameters: { fieldName: 'password' } }),
    });
  });

  it('serves its other routes', async () => {
    const modules = (await (await acme.call('/rest/V1/modules', token)).json()) as string[];
    expect(modules.includes('jwt-user-token')).toBe(format.jwt === 'on');
  });
});

/** Makes an administrator who may do everything, as `tokenwright admin:user:create` does. */
async function createAdmin(acme: RunningAcme): Promise<void> {
  const admin = { username: 'ada', email: 'ada@example.com', role: 'all' };
  const hash = await acme.get(PasswordHasher).hash(PASSWORD);
  await acme.get(AdminAccounts).create(admin, hash);
}
