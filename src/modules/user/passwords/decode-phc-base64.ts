/**
 * Base64 as the PHC string format has it: no padding, and no stray bits after the last byte.
 *
 * @returns Undefined for an empty or inexact text; Node alone would decode it by guessing.
 */
export function decodePhcBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  const exact = bytes.toString('base64').replace(/=+$/, '');
  return text !== '' && exact === text ? bytes : undefined;
}
