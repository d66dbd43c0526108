import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../../contract/index.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordTooLongError } from './password-too-long-error.js';

const PASSWORD = 'Tokenwright#1';
const SALT = 'q8ZtR3vYk1LmN5xWc7BdHs2FgJ4pQe6U';
const SHA256 = `03d993ee8871f5cea9b1d3e3d5e3f1b85709990f1732e3b91dc5f0121dd8d042:${SALT}:1`;
const NO_MATCH = { matches: false, outdated: false };
const BUSY = {
  code: 'PASSWORD_HASHING_BUSY',
  kind: 'unavailable',
  message: 'The service is busy. Please try again later.',
  retryAfterSeconds: 1,
};

const hasher = new PasswordHasher({ concurrency: 2, queue: 256 });

describe('PasswordHasher', () => {
  it("hashes with argon2id and today's parameters, with a new salt each time", async () => {
    const [first, second] = await Promise.all([hasher.hash(PASSWORD), hasher.hash(PASSWORD)]);
    const form = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;
    expect(first).toMatch(form);
    expect(second).toMatch(form);
    expect(first).not.toBe(second);
  });

  it('verifies its own hash and calls it up to date', async () => {
    const stored = await hasher.hash(PASSWORD);
    expect(await hasher.verify(stored, PASSWORD)).toEqual({ matches: true, outdated: false });
    expect(await hasher.verify(stored, `${PASSWORD} `)).toEqual(NO_MATCH);
  });

  it('keeps every byte of a password: no normalisation, no trimming, NUL and all', async () => {
    const stored = await hasher.hash(' é\0 ');
    const others = ['é\0 ', ' é\0', ' é', ' e\u0301\0 ', ' É\0 '];
    const checks = await Promise.all(others.map((other) => hasher.verify(stored, other)));
    expect(checks).toEqual(others.map(() => NO_MATCH));
    expect((await hasher.verify(stored, ' é\0 ')).matches).toBe(true);
  });

  it.each([
    ['Magento', SHA256],
    ['bcrypt', '$2y$04$ewk7dA.ddOv/GttDCfPAyellMAAbnlCi8JhILkkFt4QwidIH4rRzm'],
    [
      'argon2i',
      '$argon2i$v=19$m=256,t=3,p=2$c2l4dGVlbmJ5dGVzYWx0IQ$Jxu0m5cal4/aCEZ9skojUBfPlzx5IDIe',
    ],
  ])(
    'verifies an old %s hash and calls it outdated only when it matches',
    async (_form, stored) => {
      expect(await hasher.verify(stored, PASSWORD)).toEqual({ matches: true, outdated: true });
      expect(await hasher.verify(stored, 'wrong')).toEqual(NO_MATCH);
    },
  );

  it.each([
    '',
    'secret',
    '$argon2id$v=19$m=4194304,t=1,p=1$c2l4dGVlbmJ5dGVzYWx0IQ$+qi0J4ueRO9WfLcrU08NpLgqdfN4JMRd/KO0LVNxAfw',
    '$2y$31$ewk7dA.ddOv/GttDCfPAyellMAAbnlCi8JhILkkFt4QwidIH4rRzm',
    `${'0'.repeat(64)}:${SALT}:3_32_2_4294967296`,
    '0'.repeat(1_000_000),
  ])('answers a malformed stored hash, and says so', async (stored) => {
    expect(await hasher.verify(stored, PASSWORD)).toEqual({ ...NO_MATCH, malformed: true });
  });

  it('hashes passwords of up to 1,024 characters and no longer ones', async () => {
    const longest = 'é'.repeat(1024);
    const stored = await hasher.hash(longest);
    expect(await hasher.verify(stored, longest)).toEqual({ matches: true, outdated: false });
    const error = await hasher.hash(`${longest}x`).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PasswordTooLongError);
    expect(error).toMatchObject({ code: 'PASSWORD_TOO_LONG', kind: 'invalid' });
    expect((error as PasswordTooLongError).render()).toBe(
      'Please enter a password with at most 1024 characters.',
    );
  });

  it('refuses an overlong password by its length, even when there is no room to hash', async () => {
    const full = new PasswordHasher({ concurrency: 1, queue: 0 });
    const running = full.hash(PASSWORD);
    const overlong = 'x'.repeat(16 * 1024 * 1024);
    expect(await full.verify(SHA256, overlong)).toEqual(NO_MATCH);
    await full.verifyNobody(overlong);
    await running;
  });

  it('queues every kind of work in one place, and refuses when that is full', async () => {
    const small = new PasswordHasher({ concurrency: 1, queue: 1 });
    const [running, waiting] = [small.verifyNobody(PASSWORD), small.verify(SHA256, 'wrong')];
    await expect(small.hash(PASSWORD)).rejects.toMatchObject(BUSY);
    await expect(small.verify(SHA256, PASSWORD)).rejects.toMatchObject(BUSY);
    await expect(small.verify('malformed', PASSWORD)).rejects.toMatchObject(BUSY);
    await expect(small.verifyNobody(PASSWORD)).rejects.toBeInstanceOf(UnavailableError);
    await running;
    expect(await waiting).toEqual(NO_MATCH);
    expect(await small.verify(SHA256, PASSWORD)).toEqual({ matches: true, outdated: true });
  });
});
