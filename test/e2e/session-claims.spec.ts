import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TokenIssuer } from '../../src/contract/index.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { inProcess, SessionClient } from '../support/session-client.js';
import { PASSWORD, startSessionApp } from '../support/session-suite.js';
import type { TestApp } from '../support/test-app.js';

const OURS = 'https://tokens.example';
const SHOP = 'https://shop.example';
const UNREADABLE = '401 Bearer error="invalid_token", error_description="The token is unreadable"';

/** Values that are like a text, and are not it. */
const likenesses = (text: string): unknown[] => [
  '',
  `${text}/`,
  text.toUpperCase(),
  text.slice(0, -1),
  `${text}.evil.example`,
  `x${text}`,
  text.replace('://', '://user@'),
  `${text},${SHOP}/other`,
  `${text} `,
  '.*',
  [text],
  [text, 'https://evil.example'],
  [],
  [[text]],
  { 0: text },
  {},
  null,
  true,
  0,
];

describe.each(['opaque', 'jwt'] as const)('iss, aud and jti of access tokens (%s)', (format) => {
  let database: TestDatabase;
  let test: TestApp;
  let client: SessionClient;
  let session: string;

  const start = (environment: Readonly<Record<string, string>>): Promise<TestApp> =>
    startSessionApp(format, { database, environment });

  beforeEach(async () => {
    database = await createTestDatabase('sqlite');
    test = await start({ PUBLIC_BASE_URL: OURS, SESSION_JWT_AUDIENCE: SHOP });
    await test.createAdmin('root', PASSWORD);
    client = SessionClient.of(test);
    await client.login('root', PASSWORD);
    session = (await client.sessions())[0].id;
  });
  afterEach(async () => {
    await test.stop();
    await database.remove();
  });

  /** Made by the issuer that is on, with a key of this installation, or a row of it. */
  const verdict = async (claims: object, sessionId?: string): Promise<string> => {
    const parameters = { claims: { ...claims }, ...(sessionId !== undefined && { sessionId }) };
    return client.verdict(await test.get(TokenIssuer).issue({ type: 2, id: 1 }, parameters));
  };
  const good = { iss: OURS, aud: SHOP, jti: 'one' };

  it.each([
    ['JWT-41 refuses any other iss, though validly signed', 'iss', likenesses(OURS)],
    ['JWT-42 refuses any other aud, though validly signed', 'aud', likenesses(SHOP)],
    ['JWT-44 refuses any other jti, though validly signed', 'jti', ['', {}, [], ['one'], null, 1]],
  ] as const)('%s', async (_title, name, values) => {
    for (const value of values) {
      expect([value, await verdict({ ...good, [name]: value }, session)]).toEqual([
        value,
        UNREADABLE,
      ]);
      expect([value, await verdict({ [name]: value })]).toEqual([value, UNREADABLE]);
    }
    const { [name]: _left, ...rest } = good;
    expect(await verdict(rest, session)).toBe(UNREADABLE);
    expect(await verdict(good, session)).toBe('ok');
  });

  it('are asked of no token that is of no session and says nothing', async () => {
    expect([await verdict({}), await verdict({ custom: 'x' })]).toEqual(['ok', 'ok']);
    expect(await verdict({ iss: OURS, aud: SHOP })).toBe('ok');
  });

  it('are compared with names that were given, not with an address and a port', async () => {
    await test.stop();
    const [one, two] = [await start({ PORT: '3001' }), await start({ PORT: '3002' })];
    await client.at(inProcess(one)).login('root', PASSWORD);
    const there = client.at(inProcess(one));
    await there.login('root', PASSWORD);
    expect(await there.at(inProcess(two)).verdict()).toBe('ok');
    await one.stop();
    test = two;
  });

  it('change at the next renewal when the names do', async () => {
    await test.stop();
    test = await start({ PUBLIC_BASE_URL: 'https://new.example' });
    client = client.at(inProcess(test));
    expect(await client.verdict()).toBe(UNREADABLE);
    expect([(await client.refresh()).status, await client.verdict()]).toEqual([200, 'ok']);
  });
});
