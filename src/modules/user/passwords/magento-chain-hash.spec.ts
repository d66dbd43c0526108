import { describe, expect, it } from 'vitest';
import { MagentoChainHash } from './magento-chain-hash.js';

const PASSWORD = 'Tokenwright#1';
const SALT = 'q8ZtR3vYk1LmN5xWc7BdHs2FgJ4pQe6U';
const MD5 = '9e1b25752ec476db58ee810df565ad04';
const SHA256 = '03d993ee8871f5cea9b1d3e3d5e3f1b85709990f1732e3b91dc5f0121dd8d042';
const ARGON2 = '27a0ad078da5bc6a56a9919ac2ba31b6c9f22518eb70070f7710a1e14b78f752';
const SHA256_ARGON2 = '8be073d2710082f614e1236a70c4ee6ecf206008cce0ed4cddb76572321e0a8a';

describe('MagentoChainHash', () => {
  // Computed with md5, hash and sodium_crypto_pwhash of PHP; the digests also with Python.
  it.each([
    `${MD5}:${SALT}:0`,
    `${SHA256}:${SALT}:1`,
    `e5dfc703a9c6ba9fb2ce921e4ee6fdd283033125a5c7b7cf9e7928d300bcc9cf:${SALT}:0:1`,
    '3d5ae35a9cd20b0d4d0533a237e43c03:kQ:0',
    '9398d3813ea984f1f808d90a797c06b4af4fdf0b13a0273b5e246fb35e8618d4::1',
    `${ARGON2}:${SALT}:2`,
    `${ARGON2}:${SALT}:3_32_2_67108864`,
    `${SHA256_ARGON2}:${SALT}:1:2`,
    `${SHA256_ARGON2}:${SALT}:1:3`,
    'cd651fa9556c263adc6603dba41637a1:kQ:3_16_1_8192',
    '43acf7fd8a93b0222b3541301345077d7226d50dc7a49f5bac4e8ab83731c595:kQabc:3_32_3_65537',
    '7aef0a72d381029ead2ad50c5a329fc15e38881fa744942f9bd42cb1259d820b2a0fc9a372b6a586a6cb1631c089c298bf569353b05a3c575e20393238a58184:a1b2c3d4e5f6g7h8:3_64_2_1048576',
    `e6aa678f047d4fab2067d5e6e848f7952c416b71952ebc386423ad3d7aa9d65a:${SALT}:0:1:3_16_1_8192:3_32_1_8192`,
    // The sixteenth byte of this salt is half a letter.
    'b47b5aaec60c9b70f1882e6a5479375c763003fc28925e9f020e196b7863c9bb:aąęąęąęąęąę:3_32_1_8192',
  ])('verifies %s', (text) => {
    expect(MagentoChainHash.parse(text)?.matches(PASSWORD)).toBe(true);
  });

  // From the public test suite of Magento.
  it.each([
    '67a1e09bb1f83f5007dc119c14d663aa:salt:0',
    '13601bda4ea78e55a07b98866d2be6be0744e3866f13c00c811cab608a28f322:salt:1',
  ])('verifies the published vector %s', (text) => {
    expect(MagentoChainHash.parse(text)?.matches('password')).toBe(true);
  });

  it('verifies the hash:salt form of Magento 1 by the length of the hash', () => {
    const [md5, sha256] = [MD5, SHA256].map((hash) => MagentoChainHash.parse(`${hash}:${SALT}`));
    expect(md5?.matches(PASSWORD)).toBe(true);
    expect(sha256?.matches(PASSWORD)).toBe(true);
    expect(sha256?.matches('Tokenwright#2')).toBe(false);
  });

  it.each([
    'e2ad397ed032451aafda37b5bb050a654041d00e84656a3333eeb7dcd1661538:kQ:1',
    'd31dc25814c26347cbb540bfe8a6d42f5c33a5260bf7e0777feba33002069d05:kQ:3_32_1_8192',
  ])('reads passwords as UTF-8, without normalising them: %s', (text) => {
    const password = 'Zażółć–日本🔑';
    const hash = MagentoChainHash.parse(text);
    expect(hash?.matches(password)).toBe(true);
    expect(hash?.matches(password.normalize('NFD'))).toBe(false);
  });

  it('reads on after NUL', () => {
    const hash = MagentoChainHash.parse(
      'd7e9175054c239258444e9ed883bfe14fa4cc53a60719b4d2db8a93181c396e0:kQ:1',
    );
    expect(hash?.matches('nul\0inside')).toBe(true);
    expect(hash?.matches('nul')).toBe(false);
  });

  it.each(['tokenwright#1', 'Tokenwright#1 ', '', MD5, SHA256])(
    'refuses the password "%s"',
    (password) => {
      for (const text of [`${MD5}:${SALT}:0`, `${SHA256}:${SALT}:1`]) {
        expect(MagentoChainHash.parse(text)?.matches(password)).toBe(false);
      }
    },
  );

  it('is always outdated, and its work is that of its argon2 steps', () => {
    expect(MagentoChainHash.parse(`${MD5}:${SALT}:0`)).toMatchObject({ outdated: true, work: 0 });
    expect(MagentoChainHash.parse(`${SHA256_ARGON2}:${SALT}:1:2`)).toMatchObject({
      outdated: true,
      work: 131_072,
    });
  });

  it.each([
    ['an unknown version', `${SHA256}:${SALT}:4`],
    ['an unknown version in a chain', `${SHA256}:${SALT}:1:9`],
    ['an empty version', `${SHA256}:${SALT}:`],
    ['five steps', `${SHA256}:${SALT}:1:1:1:1:1`],
    ['too much memory', `${SHA256}:${SALT}:3_32_2_4294967296`],
    ['too much memory before a harmless step', `${SHA256}:${SALT}:3_32_2_4294967296:1`],
    ['a hash that is no hex', `hash:${SALT}:1`],
    ['a hash in capitals', `${SHA256.toUpperCase()}:${SALT}:1`],
    ['a hash of the wrong length', `${MD5}:${SALT}:1`],
    ['half a byte too much', `${MD5}0:${SALT}:0`],
    ['a seed of another length', `${ARGON2}:${SALT}:3_16_2_67108864`],
    ['argon2 without a salt', `${ARGON2}::2`],
    ['a hash without a salt', MD5],
    ['a hash and a version without a salt', `${MD5}:0`],
    ['a salt beyond any column', `${SHA256}:${'a'.repeat(256)}:1`],
    ['no known length and no version', `${MD5}${SHA256}:${SALT}`],
    ['a line break at the end', `${SHA256}:${SALT}:1\n`],
    ['nothing', ''],
  ])('does not take %s', (_what, text) => {
    expect(MagentoChainHash.parse(text)).toBeUndefined();
  });
});
