import { BlockList, isIP } from 'node:net';

/**
 * What is not the public Internet (IANA's special-purpose registries, RFC 6890): loopback, private,
 * link-local with the metadata services of clouds, shared, reserved, multicast, and the IPv6 ranges
 * that carry an IPv4 address within.
 */
const V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
/** Global unicast is `2000::/3`; of that, these are not public. */
const V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const privateList = new BlockList();
for (const range of V4) privateList.addSubnet(...parts(range), 'ipv4');
for (const range of V6) privateList.addSubnet(...parts(range), 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

function parts(range: string): [string, number] {
  const [address = '', bits] = range.split('/');
  return [address, Number(bits)];
}

/** @returns Whether an address is one that strangers on the Internet could reach. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !privateList.check(address, 'ipv4');
  return globalUnicast.check(address, 'ipv6') && !privateList.check(address, 'ipv6');
}
