/* oxlint-disable vitest/expect-expect -- assertions are in helpers whose names begin with "expect" */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PrincipalType, Purger, TokenIssuer, type Principal } from '../../src/contract/index.js';
import { OpaqueTokenReader } from '../../src/modules/integration/opaque-token-reader.js';
import { randomTokenText, tokenDigest } from '../../src/modules/integration/opaque-token-text.js';
import { OpaqueToken } from '../../src/modules/integration/persistence/opaque-token.entity.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { Database } from '../../src/persistence/index.js';
import { createTestDatabase, describeOnEachDatabase } from '../support/databases.js';
import { BASE, startTestApp, type TestApp } from '../support/test-app.js';
import {
  expectAccepted,
  expectHttpRefusal,
  expectRefused,
  readerVerdict,
} from '../vectors/guarded-route.js';

/** What the random generator answers next; when there is nothing here, it is the real one. */
const rigged = vi.hoisted(() => ({ next: [] as number[] }));

vi.mock('node:crypto', async (importOriginal) => {
  const crypto = await importOriginal<typeof import('node:crypto')>();
  const randomInt = (most: number): number => rigged.next.shift() ?? crypto.randomInt(most);
  return { ...crypto, randomInt };
});

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Places in the alphabet, as many as a token has letters. */
const someLetters = (): number[] => [...randomBytes(32)].map((byte) => byte % 36);

describeOnEachDatabase('attacks on opaque tokens', (kind) => {
  let test: TestApp;
  let victim: string;
  const lines: string[] = [];
  let principal: Principal;

  beforeAll(async () => {
    test = await startTestApp({ kind, modules: BASE, log: (line) => lines.push(line) });
    principal = {
      type: PrincipalType.Admin,
      id: await test.createAdmin('victim', 'correct horse'),
    };
    victim = await issue();
  });
  afterAll(() => test.stop());

  afterEach(async () => {
    vi.restoreAllMocks();
    rigged.next = [];
    await expectAccepted(test, victim);
  });

  const issue = (owner = principal): Promise<string> => test.get(TokenIssuer).issue(owner);

  const sql = (statement: string, values: unknown[] = []): Promise<unknown> =>
    test.get(Database).run((manager) => manager.query(statement, values));

  /** Everything that the verify path could ask the database with. */
  function watchQueries(): () => number {
    const database = test.get(Database);
    const { pool } = database.dataSource.driver as unknown as { pool?: Record<string, never> };
    const spies = [
      vi.spyOn((test.get(OpaqueTokenReader) as unknown as { query: Lookup }).query, 'byKey'),
      vi.spyOn(database, 'run'),
      vi.spyOn(database.dataSource, 'query'),
      ...(pool ? [vi.spyOn(pool, 'query'), vi.spyOn(pool, 'getConnection')] : []),
    ];
    return () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  }

  async function expectRefusedBeforeAnyQuery(tokens: readonly string[]): Promise<void> {
    const queries = watchQueries();
    for (const token of tokens) {
      expect(token).not.toBe(victim);
      await expectRefused(test, token);
    }
    expect(queries()).toBe(0);
  }

  it('OPQ-01 refuses 31, 33, 0 and 10^6 characters before any query', async () => {
    await expectRefusedBeforeAnyQuery([
      victim.slice(0, 31),
      `${victim}a`,
      `0${victim}`,
      '',
      victim + victim,
      'a'.repeat(1_000_000),
    ]);
  });

  it('OPQ-02 refuses another alphabet before any query', async () => {
    await expectRefusedBeforeAnyQuery([
      `${victim.slice(0, 31)}-`,
      `${victim.slice(0, 31)}_`,
      `${victim.slice(0, 31)}.`,
      `${victim.slice(0, 31)}+`,
      `tw_${victim}`,
      `Z${victim.slice(1)}`,
      'A'.repeat(32),
      '{'.repeat(32),
    ]);
  });

  it('OPQ-03 refuses an unknown token after exactly one indexed lookup', async () => {
    const { query } = test.get(OpaqueTokenReader) as unknown as { query: Lookup };
    const unknown = randomTokenText();
    const lookup = vi.spyOn(query, 'byKey');
    const run = vi.spyOn(test.get(Database), 'run');
    await expectHttpRefusal(test, `Bearer ${unknown}`, 'TOKEN_UNREADABLE');
    expect(lookup.mock.calls).toEqual([[createHash('sha256').update(unknown).digest('hex')]]);
    expect(run).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    const explain = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const plan = await sql(`${explain} SELECT user_id FROM opaque_token WHERE digest = ?`, [
      tokenDigest(victim),
    ]);
    expect(JSON.stringify(plan)).toContain('uq_opaque_token_digest');
  });

  it('OPQ-04 refuses a token with the case of one letter changed, or of all', async () => {
    const variants = victim
      .split('')
      .map(
        (letter, place) => victim.slice(0, place) + letter.toUpperCase() + victim.slice(place + 1),
      )
      .filter((variant) => variant !== victim);
    expect(variants.length).toBeGreaterThan(0);
    await expectRefusedBeforeAnyQuery([...variants, victim.toUpperCase()]);
  });

  it('OPQ-05 refuses a trailing space, tab, line feed and NUL', async () => {
    await expectRefusedBeforeAnyQuery(
      [' ', '  ', '\t', '\n', '\r\n', '\u0000', '%00', '%20'].flatMap((blank) => [
        victim + blank,
        blank + victim,
      ]),
    );
  });

  it('OPQ-06 refuses accents, full-width forms, ZWSP and a soft hyphen inside', async () => {
    const [before, after] = [victim.slice(0, 16), victim.slice(16)];
    const fullWidth = String.fromCodePoint(victim.codePointAt(0)! + 0xfee0) + victim.slice(1);
    await expectRefusedBeforeAnyQuery([
      ...['\u0301', '\u200b', '\u00ad', '\u2060', '\ufeff'].map((sign) => before + sign + after),
      fullWidth,
      `\u00e4${victim.slice(1)}`,
      `a\u0308${victim.slice(2)}`,
      // 32 code points, but not 32 code units.
      `\ud835\udc1a${victim.slice(1)}`,
    ]);
  });

  it('OPQ-07 refuses wildcards', async () => {
    await expectRefusedBeforeAnyQuery([
      '%',
      '%'.repeat(32),
      '_'.repeat(32),
      '*',
      '\\',
      `${victim.slice(0, 31)}%`,
      `${victim.slice(0, 31)}*`,
      `${victim.slice(0, 31)}\\`,
      `${victim.slice(0, 5)}%`,
    ]);
  });

  const row = (digest: string, more: Partial<OpaqueToken> = {}) => ({
    digest,
    userType: principal.type,
    userId: principal.id,
    issuedAt: test.clock.now(),
    expiresAt: test.clock.now() + 600,
    revokedAt: null,
    sessionId: null,
    claims: null,
    ...more,
  });

  const store = (digest: string, more?: Partial<OpaqueToken>): Promise<unknown> =>
    test.get(Database).run((manager) => manager.insert(OpaqueToken, row(digest, more)));

  it('OPQ-09 compares the whole digest: one half of it right opens nothing', async () => {
    const token = randomTokenText();
    const digest = tokenDigest(token);
    await store(digest.slice(0, 32) + '0'.repeat(32));
    await store('0'.repeat(32) + digest.slice(32));
    await store(`${digest.slice(0, 63)}${digest.endsWith('0') ? '1' : '0'}`);
    await expectRefused(test, token);
    await store(digest);
    await expectAccepted(test, token);
  });

  it('OPQ-10 refuses the digest of a token, whole or in part, as a token', async () => {
    const digest = tokenDigest(victim);
    await expectRefused(test, digest);
    await expectRefused(test, digest.slice(0, 32));
    await expectRefused(test, digest.slice(32));
    await expectRefused(test, Buffer.from(digest, 'hex').toString('base64url'));
    expect(JSON.stringify(await sql('SELECT * FROM opaque_token'))).not.toContain(victim);
  });

  it('OPQ-13 never shares a token when the random generator repeats itself once', async () => {
    const other: Principal = {
      type: PrincipalType.Admin,
      id: await test.createAdmin('unlucky', 'correct horse'),
    };
    const letters = someLetters();
    rigged.next = [...letters];
    const first = await issue();
    rigged.next = [...letters];
    const second = await issue(other);
    expect(rigged.next).toEqual([]);
    expect(second).not.toBe(first);
    expect((await test.get(OpaqueTokenReader).read(first)).principal).toEqual(principal);
    expect((await test.get(OpaqueTokenReader).read(second)).principal).toEqual(other);
  });

  it('OPQ-13 issues nothing when the random generator keeps repeating itself', async () => {
    const letters = someLetters();
    rigged.next = [...letters];
    const first = await issue();
    rigged.next = [...letters, ...letters];
    await expect(issue()).rejects.toThrow(/unique|duplicate/i);
    await expectAccepted(test, first);
  });

  describe('whose owner may not any more', () => {
    async function someone(username: string): Promise<{ id: number; token: string }> {
      const id = await test.createAdmin(username, 'correct horse');
      const token = await issue({ type: PrincipalType.Admin, id });
      await expectAccepted(test, token);
      return { id, token };
    }

    it('OPQ-14 refuses the token of a deactivated owner, even when they come back', async () => {
      const { token } = await someone('deactivated');
      await test.get(AdminAccounts).deactivate('deactivated');
      await expectRefused(test, token, 'TOKEN_REVOKED');
      await test.get(AdminAccounts).activate('deactivated');
      await expectRefused(test, token, 'TOKEN_REVOKED');
    });

    it('OPQ-14 refuses within a second when its owner is switched off or deleted behind our back', async () => {
      const off = await someone('switchedoff');
      const gone = await someone('deleted');
      await sql('UPDATE admin_user SET is_active = 0 WHERE user_id = ?', [off.id]);
      await sql('DELETE FROM admin_user WHERE user_id = ?', [gone.id]);
      await setTimeout(1_050);
      await expectRefused(test, off.token, 'PRINCIPAL_INACTIVE');
      await expectRefused(test, gone.token, 'PRINCIPAL_INACTIVE');
    });
  });

  it('OPQ-17 cannot hold a row without a digest or an owner', async () => {
    for (const column of ['digest', 'user_type', 'user_id', 'expires_at']) {
      const columns = ['digest', 'user_type', 'user_id', 'issued_at', 'expires_at'];
      const values = columns.map((name) => (name === column ? null : name === 'digest' ? 'd' : 2));
      const places = columns.map(() => '?').join(', ');
      await expect(
        sql(`INSERT INTO opaque_token (${columns.join(', ')}) VALUES (${places})`, values),
      ).rejects.toThrow(/null/i);
    }
  });

  it('OPQ-17 refuses rows with an owner that cannot be', async () => {
    const damaged: readonly (readonly [Partial<OpaqueToken>, 'PRINCIPAL_INACTIVE' | 'none'])[] = [
      [{ userId: 0 }, 'PRINCIPAL_INACTIVE'],
      [{ userType: 0 }, 'none'],
      [{ userType: 9 }, 'none'],
    ];
    for (const [damage, reason] of damaged) {
      const token = randomTokenText();
      await store(tokenDigest(token), damage);
      await expectHttpRefusal(test, `Bearer ${token}`, reason);
    }
  });

  it('OPQ-17 refuses a row whose claims are damaged, and says so in the log', async () => {
    const token = randomTokenText();
    for (const claims of ['{', 'no json', '']) {
      await sql('DELETE FROM opaque_token WHERE digest = ?', [tokenDigest(token)]);
      await store(tokenDigest(token));
      await sql('UPDATE opaque_token SET claims = ? WHERE digest = ?', [
        claims,
        tokenDigest(token),
      ]);
      lines.length = 0;
      await expectHttpRefusal(test, `Bearer ${token}`, 'TOKEN_UNREADABLE');
      expect(lines.join('')).toContain('"code":"TOKEN_UNREADABLE"');
    }
  });

  it('BOOT-14 issues nothing while the clock was never set', async () => {
    const now = test.clock.now();
    test.clock.advance(-now);
    await expect(issue()).rejects.toMatchObject({ code: 'CLOCK_NOT_SET', kind: 'unavailable' });
    test.clock.advance(now);
  });

  // Last, since they move the clock.
  it('OPQ-15 refuses a token exactly at expires_at, and accepts it the second before', async () => {
    const token = await issue();
    test.clock.advance(14_399);
    await expectAccepted(test, token);
    test.clock.advance(1);
    await expectRefused(test, token, 'TOKEN_EXPIRED');
    victim = await issue();
  });

  it('OPQ-19 answers 401 for an expired token before, during and after its row is purged', async () => {
    const token = await issue();
    test.clock.advance(14_400);
    victim = await issue();
    await expectRefused(test, token, 'TOKEN_EXPIRED');
    test.clock.advance(86_400);
    victim = await issue();
    const purge = Promise.all(test.all(Purger).map((purger) => purger.purge()));
    const during: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      during.push(await readerVerdict(test, token));
      await expectAccepted(test, victim);
    }
    await purge;
    expect(during.filter((v) => v !== 'TOKEN_EXPIRED' && v !== 'TOKEN_UNREADABLE')).toEqual([]);
    await expectRefused(test, token, 'TOKEN_UNREADABLE');
  });
});

describe('opaque tokens and their making', () => {
  /** How many; a release asks for a million. */
  const TOKENS = Number(process.env.OPAQUE_TOKENS ?? 100_000);
  /** One in a million good generators exceeds it (35 degrees of freedom). */
  const LIMIT = 86;

  function chiSquare(texts: readonly string[]): number {
    const counts = new Map(ALPHABET.split('').map((letter) => [letter, 0]));
    for (const text of texts)
      for (const letter of text) counts.set(letter, counts.get(letter)! + 1);
    const expected = (texts.length * 32) / 36;
    return [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  }

  it('OPQ-12 makes tokens without a duplicate, every character as likely as any', () => {
    const texts = Array.from({ length: TOKENS }, randomTokenText);
    expect(texts.filter((text) => !/^[0-9a-z]{32}$/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(TOKENS);
    const statistic = chiSquare(texts);
    process.stdout.write(`Opaque tokens: ${TOKENS}, chi-square ${statistic.toFixed(1)} of 35\n`);
    expect(statistic).toBeLessThan(LIMIT);
  });

  it('OPQ-12 would notice a generator that takes the remainder of every byte', () => {
    const texts = Array.from({ length: 10_000 }, () =>
      [...randomBytes(32)].map((byte) => ALPHABET[byte % 36]).join(''),
    );
    expect(chiSquare(texts)).toBeGreaterThan(LIMIT);
  });

  it.each(
    ['OPAQUE_ADMIN_LIFETIME_SECONDS', 'OPAQUE_CUSTOMER_LIFETIME_SECONDS'].flatMap((setting) =>
      ['0', '-1', '1h', '1000000000', '0.5', 'NaN'].map((value) => [setting, value] as const),
    ),
  )('OPQ-16 does not start with %s=%s, and names the setting', async (setting, value) => {
    const database = await createTestDatabase('sqlite');
    try {
      await expect(
        startTestApp({ database, modules: BASE, environment: { [setting]: value } }),
      ).rejects.toMatchObject({
        code: 'SETTING_INVALID',
        parameters: [setting, expect.any(String)],
      });
    } finally {
      await database.remove();
    }
  });
});

type Lookup = { byKey(digest: string): unknown };
