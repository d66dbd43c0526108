import {
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MasterKey } from './master-key.js';
import { MasterKeyRing } from './master-key-ring.js';

const KEY = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

/** RFC 5869 with SHA-256, no salt, info `tokenwright/test`; computed with Python's hmac. */
const DERIVED = '83041798fc9825951e268b41301860d4b7b5c0719e56132d91eddc17d418a5ef';

describe('MasterKeyRing', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'keys-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const ring = (masterKey?: string, masterKeyFile?: string): MasterKeyRing =>
    new MasterKeyRing(
      { masterKey, masterKeyFile },
      { dataDir, url: undefined, waitSeconds: 0, maxStalenessSeconds: 30 },
    );
  const file = (): string => join(dataDir, 'master.key');

  it('makes a key of 32 random bytes, for its owner only, and finds it again', () => {
    const first = ring();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(file(), 'utf8').trim(), 'base64url')).toHaveLength(32);
    expect(ring().keysFor('test', 32)).toEqual(first.keysFor('test', 32));
  });

  it('derives another key for each purpose, and none from another', () => {
    const [a] = ring(KEY).keysFor('a', 32);
    const [b] = ring(KEY).keysFor('b', 32);
    expect(a!.bytes.equals(b!.bytes)).toBe(false);
    expect(a!.id).toBe(b!.id);
  });

  it('derives with HKDF, as another implementation does', () => {
    expect(ring(KEY).keysFor('test', 32)[0]!.bytes.toString('hex')).toBe(DERIVED);
  });

  it('uses the newest key for what is new, and reads with all, after a rotation', () => {
    const before = ring();
    const other = ring();
    const old = before.ids;
    const id = before.rotate();
    const after = ring();
    for (const { ids } of [before, after]) expect(ids).toEqual([...old, id]);
    expect(other.ids).toEqual(old);
    other.reload();
    expect(other.ids).toEqual([...old, id]);
    expect(after.keysFor('test', 32)[0]).toEqual(before.keysFor('test', 32)[0]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('removes an old key, but neither the newest nor one that is not there', () => {
    const [first] = ring().ids;
    ring().rotate();
    ring().remove(first!);
    const [left] = ring().ids;
    expect(() => ring().remove(left!)).toThrow(
      expect.objectContaining({ code: 'KEY_CHANGE_REFUSED' }),
    );
    expect(() => ring().remove('00000000')).toThrow(
      expect.objectContaining({ code: 'KEY_CHANGE_REFUSED' }),
    );
    expect(ring().ids).toEqual([left]);
  });

  it('leaves keys alone that are given in the environment', async () => {
    const change = ring(KEY).change(async () => 'changed');
    await expect(change).rejects.toMatchObject({ code: 'KEY_CHANGE_REFUSED' });
  });

  it('changes what is in the file, and not what was there when it was read', async () => {
    const [one, other] = [ring(), ring()];
    const old = one.ids;
    const first = await one.change(async () => one.rotate());
    const second = await other.change(async () => other.rotate());
    expect(ring().ids).toEqual([...old, first, second]);
  });

  it('follows a link, and waits for whoever follows another one', async () => {
    const links = ['a', 'b'].map((name) => join(dataDir, name));
    const [id] = ring().ids;
    for (const link of links) symlinkSync(file(), link);
    const [one, other] = links.map((link) => ring(undefined, link));
    let during: readonly string[] = [];
    const first = one!.change(async () => {
      await setTimeout(50);
      during = ring().ids;
      return one!.rotate();
    });
    const second = await other!.change(async () => other!.rotate());
    expect(during).toEqual([id]);
    expect(ring().ids).toEqual([id, await first, second]);
    for (const link of links) expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('makes the key beside what another process of the same number is just writing', () => {
    const draft = `${file()}.${process.pid}.tmp`;
    writeFileSync(draft, 'half a k');
    ring();
    expect(readFileSync(draft, 'utf8')).toBe('half a k');
  });

  it.each([
    ['31 bytes', Buffer.alloc(31, 7).toString('hex')],
    ['33 bytes', Buffer.alloc(33, 7).toString('base64url')],
    ['one byte over and over', Buffer.alloc(32, 7).toString('hex')],
    ['words', Buffer.from('correct horse battery staple 123').toString('hex')],
    ['a known word', 'changeme'],
    ['something else', '!'.repeat(43)],
    ['bits beyond the last byte', `${'A'.repeat(42)}B`],
  ])('refuses %s as a key, naming the setting and not the key', (_what, text) => {
    let refusal: unknown;
    try {
      ring(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      code: 'SETTING_INVALID',
      parameters: ['MASTER_KEY', expect.not.stringContaining(text)],
    });
  });

  it('refuses the same key twice, and an empty file', () => {
    expect(() => ring(`${KEY},${KEY}`)).toThrow(
      expect.objectContaining({ code: 'SETTING_INVALID' }),
    );
    writeFileSync(file(), '\n');
    expect(() => ring()).toThrow(
      expect.objectContaining({ parameters: ['MASTER_KEY_FILE', 'the file is empty'] }),
    );
  });

  it('says nothing of the key in its name', () => {
    expect(MasterKey.parse(KEY, 'x').id).toMatch(/^[0-9a-f]{8}$/);
    expect(KEY).not.toContain(MasterKey.parse(KEY, 'x').id);
  });
});
