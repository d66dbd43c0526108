import { describe, expect, it } from 'vitest';
import { phpText } from './php-text.js';

describe('phpText', () => {
  it.each([
    ['text', 'text'],
    [true, '1'],
    [false, ''],
    [0, '0'],
    [-17, '-17'],
    [1.5, '1.5'],
    [-0.25, '-0.25'],
    [0.0001, '0.0001'],
    [0.00001, '1.0E-5'],
    [1.5e-7, '1.5E-7'],
    [1e25, '1.0E+25'],
    [1.25e300, '1.25E+300'],
    [3.14159265358979, '3.1415926535898'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('makes of %j what PHP does', (value, text) => {
    expect(phpText(value)).toBe(text);
  });

  it('knows no difference between numbers beyond 14 digits', () => {
    expect(phpText(0.1 + 0.2)).toBe('0.3');
  });
});
