import { hashRawSync } from '@node-rs/argon2';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { passwordWork } from './password-work.js';
import { spendWork } from './spend-work.js';

// Counts the library's work instead of its time: the result does not depend on the machine's load.
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const library = await importOriginal<typeof import('@node-rs/argon2')>();
  return { ...library, hashRawSync: vi.fn<typeof library.hashRawSync>(library.hashRawSync) };
});

const SALT = 'q8ZtR3vYk1LmN5xWc7BdHs2FgJ4pQe6U';

function spentKibPasses(): number {
  return vi
    .mocked(hashRawSync)
    .mock.calls.reduce((sum, [, o]) => sum + (o?.memoryCost ?? 0) * (o?.timeCost ?? 0), 0);
}

afterEach(() => vi.mocked(hashRawSync).mockClear());

describe('equal work for every wrong password', () => {
  it('costs one argon2id hash when there is no such user, from the first time on', () => {
    passwordWork.verifyNobody('wrong');
    expect(spentKibPasses()).toBe(38_912);
  });

  it.each([
    ['up to date', '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$', 43],
    ['cheaper argon2id', '$argon2id$v=19$m=1024,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$', 43],
  ])('costs the same for a stored hash that is %s', (_form, head, length) => {
    expect(passwordWork.verify(head + 'A'.repeat(length), 'wrong')).toMatchObject({
      matches: false,
    });
    expect(spentKibPasses()).toBe(38_912);
  });

  it.each([
    ['md5', `${'0'.repeat(32)}:${SALT}:0`],
    ['sha256', `${'0'.repeat(64)}:${SALT}:1`],
    ['md5 and sha256', `${'0'.repeat(64)}:${SALT}:0:1`],
    ['Magento 1', `${'0'.repeat(32)}:${SALT}`],
    ['cheap Magento argon2', `${'0'.repeat(64)}:${SALT}:1:3_32_1_8192`],
    ['malformed', 'malformed'],
    ['malformed argon2', '$argon2id$v=19$m=4194304,t=1,p=1$AAAAAAAAAAA$AAAA'],
  ])('costs the same for a stored %s hash', (_form, stored) => {
    expect(passwordWork.verify(stored, 'wrong')).toMatchObject({ matches: false });
    expect(spentKibPasses()).toBe(38_912);
  });

  it('makes up for what a bcrypt hash of low cost leaves', () => {
    passwordWork.verify('$2y$04$ewk7dA.ddOv/GttDCfPAyellMAAbnlCi8JhILkkFt4QwidIH4rRzm', 'wrong');
    expect(spentKibPasses()).toBe(38_912 - 6_400);
  });

  it('adds nothing to a hash that costs more than ours', () => {
    passwordWork.verify(`${'0'.repeat(64)}:${SALT}:2`, 'wrong');
    expect(spentKibPasses()).toBe(131_072);
  });

  it('adds nothing to a match, which the rehash evens out', () => {
    passwordWork.verify('67a1e09bb1f83f5007dc119c14d663aa:salt:0', 'password');
    expect(spentKibPasses()).toBe(0);
  });

  it('never takes the memory that a row asks for beyond the bounds', () => {
    passwordWork.verify(`${'0'.repeat(64)}:${SALT}:3_32_2_4294967296`, 'wrong');
    const memory = vi.mocked(hashRawSync).mock.calls.map(([, options]) => options?.memoryCost);
    expect(memory).toEqual([19_456]);
  });
});

describe('spendWork', () => {
  it.each([-1, 0, 15])('does nothing for %d KiB-passes', (work) => {
    spendWork('password', work);
    expect(hashRawSync).not.toHaveBeenCalled();
  });

  it('does nearly as much as it is asked to', () => {
    spendWork('password', 1_001);
    expect(spentKibPasses()).toBe(1_000);
  });
});
