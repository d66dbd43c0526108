import { hash, randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const SHAPE = /^[0-9a-z]{32}$/;

/** @returns 32 characters of `[0-9a-z]`, about 165 bits: keys, tokens, secrets and verifiers. */
export const randomText = (): string =>
  Array.from({ length: 32 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

export const isCredentialText = (text: string): boolean => SHAPE.test(text);

/** What is stored of a token or a verifier: 64 lower-case hexadecimal digits of SHA-256. */
export const digestOf = (text: string): string => hash('sha256', text, 'hex');
