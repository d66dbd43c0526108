import { BlockList, isIP } from 'node:net';

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

/** The first and the last address there is, of each version: no proxy has one of these. */
const ENDS = [
  ['0.0.0.0', '255.255.255.255', 'ipv4'],
  ['::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'ipv6'],
] as const;

/**
 * @returns Whether ranges leave nobody out together, as two halves do, or in another spelling, as
 *   `::ffff:0:0/96` is of every IPv4 address.
 */
export function areEveryone(ranges: readonly string[]): boolean {
  if (ranges.some(isAnyone)) return true;
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const [family, all] = isIP(address) === 4 ? (['ipv4', 32] as const) : (['ipv6', 128] as const);
    list.addSubnet(address, bits === undefined ? all : Number(bits), family);
  }
  return ENDS.some(
    ([first, last, family]) => list.check(first, family) && list.check(last, family),
  );
}
