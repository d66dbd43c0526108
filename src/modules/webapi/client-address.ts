import { isIP, isIPv4, SocketAddress } from 'node:net';

/** What both platforms know of where a request comes from. */
export interface AddressedRequest {
  /** With forwarded headers taken into account, as far as the server trusts them. */
  readonly ip?: string | undefined;
  readonly raw?: { readonly socket?: { readonly remoteAddress?: string | undefined } };
  readonly socket?: { readonly remoteAddress?: string | undefined };
}

/**
 * @returns The client's canonical IP address. What a proxy forwards need not be an address at all;
 *   then it is the connection's own. Empty where there is none, as on a Unix socket.
 */
export function clientAddress(request: AddressedRequest): string {
  const { remoteAddress } = (request.raw ?? request).socket ?? {};
  return canonicalAddress(request.ip) ?? canonicalAddress(remoteAddress) ?? '';
}

/**
 * One spelling per address, so that nobody gets a second budget by spelling theirs anew: IPv4 within
 * IPv6 (`::ffff:c000:201`) as IPv4, IPv6 as RFC 5952 has it, no zone.
 *
 * @returns `undefined` for what is no address.
 */
export function canonicalAddress(text: string | undefined): string | undefined {
  if (text === undefined || isIPv4(text)) return text;
  const address = text.split('%', 1)[0]!;
  if (isIP(address) !== 6) return undefined;
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address;
  return canonical.startsWith('::ffff:') && isIPv4(canonical.slice(7))
    ? canonical.slice(7)
    : canonical;
}
