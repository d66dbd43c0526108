import { parse } from 'bowser';

/** What a user agent seems to be, in words; null for what it does not tell. */
export interface DeviceDescription {
  readonly browser: string | null;
  readonly os: string | null;
  /** desktop, mobile, tablet, tv or bot. */
  readonly deviceType: string | null;
}

const UNKNOWN: DeviceDescription = { browser: null, os: null, deviceType: null };

/** @param userAgent As sent, bounded; anybody may send anything. */
export function describeUserAgent(userAgent: string): DeviceDescription {
  if (userAgent === '') return UNKNOWN;
  const { browser, os, platform } = parse(userAgent);
  return {
    browser: words(browser.name, browser.version?.split('.')[0]),
    os: words(os.name, os.versionName ?? os.version),
    deviceType: platform.type ?? null,
  };
}

/**
 * @returns Whether another browser or another system is at work; a new version of either is none.
 *   Addresses do not count: a phone has a new one with every street.
 */
export function isOtherDevice(before: string, now: string): boolean {
  if (before === now) return false;
  const [one, other] = [before, now].map((text) => (text === '' ? undefined : parse(text)));
  return one?.browser.name !== other?.browser.name || one?.os.name !== other?.os.name;
}

const words = (...parts: readonly (string | undefined)[]): string | null =>
  parts[0] ? parts.filter((part) => part !== undefined && part !== '').join(' ') : null;
