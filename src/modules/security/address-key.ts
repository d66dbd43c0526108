import { isIPv4, isIPv6 } from 'node:net';

/** Of what is no address at all; it is not worth a bucket of its own kind. */
const MAX_OTHER = 64;

/**
 * @returns The same text for addresses that one customer of a provider has at will: an IPv4
 *   address in any spelling, the /64 of an IPv6 address (RFC 6177 gives a site no less).
 */
export function addressKey(address: string): string {
  const [plain = ''] = address.split('%', 1);
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return plain.slice(0, MAX_OTHER);
  const groups = groupsOf(plain);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped)
    return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of an IPv6 address, which URLs write in one way only (RFC 5952). */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = canonical.split('::');
  const head = parse(before);
  const tail = parse(after ?? '');
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

const parse = (part: string): number[] =>
  part === '' ? [] : part.split(':').map((group) => parseInt(group, 16));
