/** Significant digits of a number with a fraction, by PHP's setting `precision`. */
const PRECISION = 14;

/** @returns What PHP makes of a scalar that is used as a text. */
export function phpText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '';
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return String(value);
  const [digits = '', exponent = ''] = value.toExponential(PRECISION - 1).split('e');
  const mantissa = digits.replace(/\.?0+$/, '');
  const power = Number(exponent);
  // What is short enough is written out.
  if (power >= -4 && power < PRECISION) return String(Number(`${digits}e${exponent}`));
  const sign = power < 0 ? '-' : '+';
  return `${mantissa}${mantissa.includes('.') ? '' : '.0'}E${sign}${Math.abs(power)}`;
}
