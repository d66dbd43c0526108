import { setTimeout } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { PasswordHashingBusyError } from '../../src/modules/user/passwords/password-hashing-busy-error.js';
import { AdminUser } from '../../src/modules/user/persistence/admin-user.entity.js';
import { Database } from '../../src/persistence/index.js';
import {
  createTestDatabase,
  describeOnEachDatabase,
  type TestDatabase,
} from '../support/databases.js';
import {
  NO_ROLE,
  REVOKED,
  ServiceClient,
  SIGN_IN_REFUSED,
  type Reply,
} from '../support/service-client.js';
import { decodeJwt } from '../support/service-tokens.js';
import { BASE, startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

const PASSWORD = 'Tokenwright#1';

const SALT = 'q8ZtR3vYk1LmN5xWc7BdHs2FgJ4pQe6U';

/** Hashes of the password, made by other programs: PHP, libsodium, the argon2 command. */
const OUTDATED: readonly (readonly [string, string])[] = [
  ['Magento version 0', `9e1b25752ec476db58ee810df565ad04:${SALT}:0`],
  [
    'Magento version 1',
    `03d993ee8871f5cea9b1d3e3d5e3f1b85709990f1732e3b91dc5f0121dd8d042:${SALT}:1`,
  ],
  [
    'Magento version 2',
    `27a0ad078da5bc6a56a9919ac2ba31b6c9f22518eb70070f7710a1e14b78f752:${SALT}:2`,
  ],
  ['Magento version 3', 'cd651fa9556c263adc6603dba41637a1:kQ:3_16_1_8192'],
  [
    'a Magento chain',
    `8be073d2710082f614e1236a70c4ee6ecf206008cce0ed4cddb76572321e0a8a:${SALT}:1:2`,
  ],
  ['Magento 1', `9e1b25752ec476db58ee810df565ad04:${SALT}`],
  ['bcrypt', '$2y$04$ewk7dA.ddOv/GttDCfPAyellMAAbnlCi8JhILkkFt4QwidIH4rRzm'],
  [
    'argon2 with other parameters',
    '$argon2id$v=19$m=256,t=3,p=2$c2l4dGVlbmJ5dGVzYWx0IQ$Q3XEKbwTR1Bj151IEkeVwq4jsuHwglSI',
  ],
];
const OUTDATED_HASH = OUTDATED[0]![1];

const TODAY = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

describeOnEachDatabase('signing in', (kind) => {
  let database: TestDatabase;
  let running: TestApp[];

  beforeEach(async () => {
    database = await createTestDatabase(kind);
    running = [];
  });
  afterEach(async () => {
    for (const test of running) await test.stop();
    await database.remove();
    vi.restoreAllMocks();
  });

  async function start(
    options: Pick<Parameters<typeof startTestApp>[0] & object, 'environment' | 'modules'> = {},
  ): Promise<TestApp> {
    const test = await startTestApp({ database, ...options });
    running.push(test);
    return test;
  }

  const storeHash = (test: TestApp, username: string, password: string): Promise<unknown> =>
    test.get(Database).run((manager) => manager.update(AdminUser, { username }, { password }));

  const account = async (test: TestApp, username: string): Promise<AdminUser> =>
    test.get(Database).run((manager) => manager.findOneByOrFail(AdminUser, { username }));

  const refusal = ({ status, body, header }: Reply): unknown => [
    status,
    body,
    header('WWW-Authenticate'),
  ];

  it('answers a right name and password with a token, and notes it', async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    const reply = await ServiceClient.of(test).signIn('root', PASSWORD);
    expect([reply.status, reply.header('content-type'), reply.header('cache-control')]).toEqual([
      200,
      'application/json; charset=utf-8',
      'no-store',
    ]);
    expect(await ServiceClient.of(test).verdict(JSON.parse(reply.body))).toBe('ok');
    expect(await account(test, 'root')).toMatchObject({ lognum: 1, logdate: test.clock.now() });
  });

  it('says the same of a wrong password, a stranger and an account that is off', async () => {
    const test = await start();
    const client = ServiceClient.of(test);
    await test.createAdmin('root', PASSWORD);
    await test.createAdmin('left', PASSWORD);
    await test.get(AdminAccounts).deactivate('left');
    for (const [username, password] of [
      ['root', 'tokenwright#1'],
      ['root', `${PASSWORD} `],
      ['nobody', PASSWORD],
      ['left', PASSWORD],
      ['left', 'wrong'],
      ['root', 'x'.repeat(1025)],
      ['r'.repeat(256), PASSWORD],
      ["root' OR '1'='1", PASSWORD],
    ] as const)
      expect([username, refusal(await client.signIn(username, password))]).toEqual([
        username,
        [401, SIGN_IN_REFUSED, 'Bearer'],
      ]);
    expect(await account(test, 'root')).toMatchObject({ lognum: 0, logdate: null });
  });

  it('tells an administrator without a role so, and only one who knows the password', async () => {
    const test = await start();
    const client = ServiceClient.of(test);
    const hash = await test.get(PasswordHasher).hash(PASSWORD);
    const admin = { username: 'clerk', email: 'clerk@example.com', role: undefined };
    await test.get(AdminAccounts).create(admin, hash);
    expect(refusal(await client.signIn('clerk', PASSWORD))).toEqual([401, NO_ROLE, 'Bearer']);
    expect(refusal(await client.signIn('clerk', 'wrong'))).toEqual([
      401,
      SIGN_IN_REFUSED,
      'Bearer',
    ]);
  });

  it.each(OUTDATED)('signs in with a hash of %s and renews it at once', async (_form, stored) => {
    const test = await start();
    const client = ServiceClient.of(test);
    await test.createAdmin('root', 'anything else');
    await storeHash(test, 'root', stored);
    expect(refusal(await client.signIn('root', 'wrong'))).toEqual([401, SIGN_IN_REFUSED, 'Bearer']);
    expect((await account(test, 'root')).password).toBe(stored);

    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
    const renewed = await account(test, 'root');
    expect(renewed).toMatchObject({ password: expect.stringMatching(TODAY), lognum: 1 });
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
    expect((await account(test, 'root')).password).toBe(renewed.password);
  });

  it("leaves a hash of today's parameters alone", async () => {
    const test = await start();
    await test.createAdmin('root', PASSWORD);
    const { password } = await account(test, 'root');
    await ServiceClient.of(test).token('root', PASSWORD);
    expect((await account(test, 'root')).password).toBe(password);
  });

  it('gives each of 20 parallel sign-ins with one outdated hash a token', async () => {
    const test = await start();
    const client = ServiceClient.of(test);
    await test.createAdmin('root', 'anything else');
    await storeHash(test, 'root', OUTDATED_HASH);
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => client.token('root', PASSWORD)),
    );
    expect(await Promise.all(tokens.map((token) => client.verdict(token)))).toEqual(
      tokens.map(() => 'ok'),
    );
    expect(await account(test, 'root')).toMatchObject({
      password: expect.stringMatching(TODAY),
      lognum: 20,
    });
  });

  it('gives each of 100 parallel sign-ins a token of its own', async () => {
    const test = await start({ modules: BASE });
    const client = ServiceClient.of(test);
    const users = ['anna', 'bert', 'cleo', 'dora'];
    for (const user of users) await test.createAdmin(user, PASSWORD);
    const tokens = await Promise.all(
      Array.from({ length: 100 }, (_, index) => client.token(users[index % 4]!, PASSWORD)),
    );
    expect(new Set(tokens).size).toBe(100);
    expect(await Promise.all(tokens.map((token) => client.verdict(token)))).toEqual(
      tokens.map(() => 'ok'),
    );
    expect(await account(test, 'anna')).toMatchObject({ lognum: 25 });
  });

  it('turns away what the queue has no place for, and nothing else', async () => {
    const environment = { PASSWORD_HASH_CONCURRENCY: '1', PASSWORD_HASH_QUEUE: '1' };
    const test = await start({ environment });
    const client = ServiceClient.of(test);
    await test.createAdmin('root', PASSWORD);
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => client.signIn('root', PASSWORD)),
    );
    const served = replies.filter(({ status }) => status === 200);
    const refused = replies.filter(({ status }) => status === 503);
    expect([served.length + refused.length, served.length >= 2, refused.length >= 1]).toEqual([
      10,
      true,
      true,
    ]);
    for (const { body, header } of refused)
      expect([body, Number(header('Retry-After'))]).toEqual([
        '{"message":"The service is busy. Please try again later."}',
        expect.any(Number),
      ]);
    expect(refused.every(({ header }) => /^[1-9]\d*$/.test(header('Retry-After') ?? ''))).toBe(
      true,
    );
    expect((await client.signIn('root', PASSWORD)).status).toBe(200);
  });

  it('LOG-41 counts no attempt of a flood that is turned away', async () => {
    const lock = { SIGN_IN_LOCK_MAX_FAILURES: '6' };
    const environment = { ...lock, PASSWORD_HASH_CONCURRENCY: '1', PASSWORD_HASH_QUEUE: '0' };
    const test = await start({ environment });
    const client = ServiceClient.of(test);
    const hasher = test.get(PasswordHasher);
    let isBusy = true;
    const flood = async (): Promise<void> => {
      while (isBusy) await hasher.hash(PASSWORD);
    };
    const flooded = flood();
    const { status } = await client.signIn('a stranger', PASSWORD);
    isBusy = false;
    await flooded;
    expect(status).toBe(503);
    const rows = await test.get(Database).dataSource.query('SELECT * FROM sign_in_lock');
    expect(rows).toEqual([]);
  });

  it('signs in with an outdated hash even when there is no place to renew it', async () => {
    const test = await start();
    await test.createAdmin('root', 'anything else');
    await storeHash(test, 'root', OUTDATED_HASH);
    const full = new PasswordHashingBusyError();
    vi.spyOn(test.get(PasswordHasher), 'hash').mockRejectedValueOnce(full);
    expect((await ServiceClient.of(test).signIn('root', PASSWORD)).status).toBe(200);
    expect((await account(test, 'root')).password).toBe(OUTDATED_HASH);
  });

  it.each([
    ['opaque tokens', BASE],
    ['JWTs', WITH_JWT],
  ])('leaves no %s of the old password once a change is answered', async (_format, modules) => {
    const test = await start({ modules });
    // Signs in as well, as a second process would.
    const other = await start({ modules });
    const clients = [ServiceClient.of(test), ServiceClient.of(other)];
    const passwords = ['the old password', 'the new password'];
    const hasher = test.get(PasswordHasher);
    const hashes = await Promise.all(passwords.map((password) => hasher.hash(password)));
    await test.createAdmin('root', passwords[0]!);
    const count = { obtained: 0, refused: 0 };
    const signInEverywhere = (password: string): Promise<Reply[]> =>
      Promise.all(clients.map((client) => client.signIn('root', password)));
    // How long that takes here and now: changes are to come before, within and after it.
    let since = performance.now();
    await signInEverywhere(passwords[0]!);
    let usualMs = performance.now() - since;

    for (let round = 0; round < 50; round += 1) {
      const [old, next] = [round % 2, (round + 1) % 2];
      since = performance.now();
      const replies = signInEverywhere(passwords[old]!).finally(() => {
        usualMs = (usualMs + performance.now() - since) / 2;
      });
      await setTimeout(Math.random() * 1.5 * usualMs);
      await test.get(AdminAccounts).setPassword('root', hashes[next]!);
      for (const { status, body } of await replies) {
        count[status === 200 ? 'obtained' : 'refused'] += 1;
        const outcome = status === 200 ? await clients[0]!.verdict(JSON.parse(body)) : body;
        expect([REVOKED, SIGN_IN_REFUSED]).toContain(outcome);
      }
      const token = await clients[round % 2]!.token('root', passwords[next]!);
      for (const client of clients)
        expect([round, await client.verdict(token)]).toEqual([round, 'ok']);
      // Two changes in one second push tokens into the next; thirty would push them out of reach.
      for (const { clock } of [test, other]) clock.advance(1);
    }
    // Otherwise the two never met.
    expect([count.obtained > 0, count.refused > 0]).toEqual([true, true]);
  });

  it.each(['', 'not a hash', '$argon2id$v=19$m=19456,t=2,p=1$AAAA', '$2y$10$short', 'abc:def:9'])(
    'refuses a sign-in on the malformed hash %j, and logs it',
    async (stored) => {
      const test = await start();
      const id = await test.createAdmin('root', PASSWORD);
      await storeHash(test, 'root', stored);
      const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
      const client = ServiceClient.of(test);
      expect(refusal(await client.signIn('root', PASSWORD))).toEqual([
        401,
        SIGN_IN_REFUSED,
        'Bearer',
      ]);
      expect(error.mock.calls).toEqual([
        [{ message: 'stored password hash is malformed', userId: id }],
      ]);
    },
  );

  it('takes case and composition of a user name for what they are: spelling', async () => {
    const test = await start();
    const client = ServiceClient.of(test);
    const admin = { username: 'Łukasz.José', email: 'lukasz@example.com', role: 'all' };
    const hash = await test.get(PasswordHasher).hash(PASSWORD);
    const id = await test.get(AdminAccounts).create(admin, hash);
    for (const alias of [
      'Łukasz.José',
      'łukasz.josé',
      'ŁUKASZ.JOSÉ',
      'Łukasz.José'.normalize('NFD'),
      'ŁUKASZ.JOSÉ'.normalize('NFD'),
    ]) {
      const token = await client.token(alias, PASSWORD);
      expect(JSON.parse(decodeJwt(token).payload)).toMatchObject({ uid: id });
    }
    for (const stranger of [
      'Łukasz.Jose',
      'Lukasz.José',
      'Łukasz.José ',
      ' Łukasz.José',
      'Łukasz.José\u0000',
      'Łukasz.José\u200b',
      'Łukasz.José%',
      'ŁukaszㆍJosé',
    ])
      expect([stranger, refusal(await client.signIn(stranger, PASSWORD))]).toEqual([
        stranger,
        [401, SIGN_IN_REFUSED, 'Bearer'],
      ]);
    expect(await account(test, 'Łukasz.José')).toMatchObject({ lognum: 5 });
  });

  it('gives no account a name that is longer in lower case than a name can be', async () => {
    const accounts = (await start()).get(AdminAccounts);
    const admin = (length: number) => ({
      username: '\u0130'.repeat(length),
      email: 'dotted@example.com',
      role: 'all',
    });
    await expect(accounts.create(admin(128), '')).rejects.toMatchObject({ code: 'ADMIN_FIELD' });
    await expect(accounts.create(admin(127), '')).resolves.toBeGreaterThan(0);
  });
});
