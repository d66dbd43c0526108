import { BlockList, isIP } from 'node:net';

/** As many lists as there are integrations, more or less. */
const MOST_LISTS = 1_000;

const lists = new Map<string, BlockList>();

/** @returns The ranges of a text, or `undefined` when one is no address or CIDR range (RFC 4632). */
export function parseSourceRanges(text: string): BlockList | undefined {
  const list = new BlockList();
  for (const range of text.split(',').map((each) => each.trim())) {
    const [address = '', bits, ...more] = range.split('/');
    const version = isIP(address);
    if (version === 0 || address.includes('%') || more.length > 0) return undefined;
    const most = version === 4 ? 32 : 128;
    if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)) return undefined;
    list.addSubnet(address, bits === undefined ? most : Number(bits), family(version));
  }
  return list;
}

/**
 * @param ranges As stored.
 * @param address Canonical; empty where there is none, as on a Unix socket.
 */
export function isFrom(ranges: string, address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  let list = lists.get(ranges);
  if (!list) {
    list = parseSourceRanges(ranges) ?? new BlockList();
    if (lists.size >= MOST_LISTS) lists.clear();
    lists.set(ranges, list);
  }
  return list.check(address, family(version));
}

const family = (version: number): 'ipv4' | 'ipv6' => (version === 4 ? 'ipv4' : 'ipv6');
