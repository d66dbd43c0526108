import { hash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const LENGTH = 32;
const SHAPE = /^[0-9a-z]{32}$/;

/** Largest multiple of 36 that fits in a byte: bytes from here on would favour the first letters. */
const UNBIASED = 252;

/** @returns 32 characters of `[0-9a-z]`, about 165 bits, as Magento's tokens look. */
export function randomTokenText(): string {
  let text = '';
  while (text.length < LENGTH) {
    for (const byte of randomBytes(LENGTH * 2)) {
      if (byte < UNBIASED && text.length < LENGTH) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}

export const isTokenText = (text: string): boolean => SHAPE.test(text);

/**
 * What is stored of a token: 64 lower-case hexadecimal digits of SHA-256. Looking up by digest also
 * takes the sting out of timing: what an index comparison gives away belongs to the digest.
 */
export const tokenDigest = (token: string): string => hash('sha256', token, 'hex');
