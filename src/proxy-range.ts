import { isIP } from 'node:net';

/** Stands for every address there is. */
const ALL = 'all';

/** @returns Whether a text is an IP address, a CIDR range (RFC 4632, section 3.1) or `all`. */
export function isProxyRange(text: string): boolean {
  if (text === ALL) return true;
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || more.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

/** @returns Whether a range that {@link isProxyRange} accepts leaves nobody out. */
export const isAnyone = (range: string): boolean => range === ALL || /\/0+$/.test(range);
