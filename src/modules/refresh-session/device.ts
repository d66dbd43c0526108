import { digestOf } from './refresh-token.js';

/** Controls, formats (zero width, direction), surrogates, line and paragraph separators. */
const DECEIVING = /[\p{C}\p{Zl}\p{Zp}]/gu;

const USER_AGENT_LENGTH = 512;
const DEVICE_NAME_LENGTH = 100;
/** Looked at before cleaning, so that a long text costs little. */
const MOST = 4_096;

const legible = (text: string, length: number): string =>
  Array.from(text.slice(0, MOST).replace(DECEIVING, ' ').replace(/ {2,}/g, ' ').trim())
    .slice(0, length)
    .join('')
    .trim();

/** What a request says of where it comes from, bounded and fit to be shown. */
export interface Device {
  readonly ip: string;
  readonly userAgent: string;
}

export const deviceOf = (origin?: { address: string; userAgent: string | undefined }): Device => ({
  ip: /^[0-9a-fA-F:.%]{0,45}$/.test(origin?.address ?? '') ? (origin?.address ?? '') : '',
  userAgent: legible(origin?.userAgent ?? '', USER_AGENT_LENGTH),
});

/** What the user called the device; it is text, and whoever shows it escapes it. */
export const deviceNameOf = (text: string): string => legible(text, DEVICE_NAME_LENGTH);

/**
 * What makes two sign-ins of one user the same device. An administrator who acts for the user is
 * never on the user's own device, whatever address and agent say.
 */
export const fingerprintOf = ({ ip, userAgent }: Device, impersonatorId?: number): string =>
  digestOf(JSON.stringify([ip, userAgent, impersonatorId ?? null]));
