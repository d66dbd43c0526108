import { describe, expect, it } from 'vitest';
import { parseMagentoHashStep } from './magento-hash-step.js';

describe('parseMagentoHashStep', () => {
  it.each([
    ['0', 16, 0],
    ['1', 32, 0],
    ['2', 32, 131_072],
    ['3', 32, 131_072],
    ['3_32_2_67108864', 32, 131_072],
    ['3_16_1_8192', 16, 8],
    ['3_64_10_268435456', 64, 2_621_440],
    ['3_32_3_65537', 32, 192],
  ])('reads version %s', (version, outputBytes, work) => {
    expect(parseMagentoHashStep(version)).toMatchObject({ outputBytes, work });
  });

  it.each([
    '',
    '4',
    '00',
    '-1',
    '3_',
    '3_32_2',
    '3_32_2_67108864_1',
    '3_15_2_67108864',
    '3_65_2_67108864',
    '3_32_0_67108864',
    '3_32_11_67108864',
    '3_32_2_8191',
    '3_32_2_268436480',
    '3_32_2_4294967296',
    '3_32_2_999999999999999',
    '2_32_2_67108864',
  ])('does not take version "%s"', (version) => {
    expect(parseMagentoHashStep(version)).toBeUndefined();
  });
});
