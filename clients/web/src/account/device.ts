import { texts } from './texts.js';

/** A session as `GET /auth/sessions` lists it. */
export interface Device {
  readonly id: string;
  readonly deviceName: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly deviceType: string | null;
  readonly ip: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly current: boolean;
  readonly impersonatedBy: { readonly id: number; readonly username: string } | null;
}

/** @returns Browser and system in words. */
export function softwareOf({ browser, os }: Device): string {
  if (browser && os) return texts.devices.software(browser, os);
  return browser ?? os ?? texts.devices.unknown;
}

/** @returns What people call it: the name it was given, or else its software. */
export const nameOf = (device: Device): string => device.deviceName || softwareOf(device);

/** @returns This device first, the others as they came: newest use first. */
export const inOrder = (devices: readonly Device[]): readonly Device[] =>
  devices.toSorted((one, other) => Number(other.current) - Number(one.current));
