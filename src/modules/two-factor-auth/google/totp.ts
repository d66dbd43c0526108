import { createHmac, timingSafeEqual } from 'node:crypto';
import type { NumericDate } from '../../../contract/index.js';

/** Seconds a code stands for (RFC 6238, section 5.2). Magento's, and every app's default. */
const STEP_SECONDS = 30;

/** [0-9], and not what else counts as a digit somewhere. */
const CODE = /^[0-9]{6}$/;

/**
 * One code of HOTP with SHA-1 (RFC 4226, section 5.3).
 *
 * @param counter The moving factor; for TOTP the number of the step.
 */
export function hotp(key: Buffer, counter: number, digits = 6): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', key).update(message).digest();
  const offset = mac[mac.length - 1]! & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** @returns The number of the step a second belongs to (RFC 6238, section 4.2, T0 = 0). */
export const stepOf = (at: NumericDate): number => Math.floor(at / STEP_SECONDS);

/**
 * Compares a code with those of three instants: now, and now with the clock off by the leeway in
 * either direction; a leeway of less than a step reaches one step to each side at most.
 *
 * @returns The steps whose code it is, oldest first; none without any HMAC for what is no code.
 */
export function matchingSteps(
  key: Buffer,
  code: string,
  now: NumericDate,
  leewaySeconds: number,
): number[] {
  if (!CODE.test(code)) return [];
  const steps = new Set([now - leewaySeconds, now, now + leewaySeconds].map(stepOf));
  const sent = Buffer.from(code);
  return [...steps].filter(
    (step) => step >= 0 && timingSafeEqual(Buffer.from(hotp(key, step)), sent),
  );
}
