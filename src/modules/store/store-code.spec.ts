import { describe, expect, it } from 'vitest';
import { isAcceptableCode, looksLikeCode } from './store-code.js';

describe('the code of a store view', () => {
  it.each(['default', 'de', 'a', 'shop_2', 'v', 'v1x', 'all_de', 'a'.repeat(32)])(
    '%j is acceptable',
    (code) => expect(isAcceptableCode(code)).toBe(true),
  );

  it.each(['', 'A', 'V1', '1a', '_a', 'a-b', 'a b', 'a ', 'é', 'a\n', 'a/b', 'a'.repeat(33)])(
    '%j has not the form of one',
    (code) => expect(looksLikeCode(code)).toBe(false),
  );

  it.each(['all', 'rest', 'admin', 'v1', 'v12'])('%j is reserved', (code) =>
    expect(isAcceptableCode(code)).toBe(false),
  );
});
