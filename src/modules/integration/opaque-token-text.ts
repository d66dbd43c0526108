import { hash, randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const LENGTH = 32;
const SHAPE = /^[0-9a-z]{32}$/;

/** @returns 32 characters of `[0-9a-z]`, about 165 bits, as Magento's tokens look. */
export function randomTokenText(): string {
  let text = '';
  // Every character is as likely as any other: `randomInt` draws again what would favour the first.
  while (text.length < LENGTH) text += ALPHABET[randomInt(ALPHABET.length)];
  return text;
}

export const isTokenText = (text: string): boolean => SHAPE.test(text);

/**
 * What is stored of a token: 64 lower-case hexadecimal digits of SHA-256. Looking up by digest also
 * takes the sting out of timing: what an index comparison gives away belongs to the digest.
 */
export const tokenDigest = (token: string): string => hash('sha256', token, 'hex');
