import { describe, expect, it } from 'vitest';
import { canonicalAddress, clientAddress } from './client-address.js';

describe('canonicalAddress', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:c000:201', '192.0.2.1'],
    ['0000:0000:0000:0000:0000:ffff:192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::ffff:192.0.2.1%1', '192.0.2.1'],
    ['::1', '::1'],
  ])('writes %s as %s', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  it.each([undefined, '', 'unknown', '192.0.2', '192.0.2.1:80', '[::1]', '1.2.3.4, 5.6.7.8', '%'])(
    'knows that %j is none',
    (text) => {
      expect(canonicalAddress(text)).toBe(undefined);
    },
  );
});

describe('clientAddress', () => {
  it('falls back on the connection when what was forwarded is no address', () => {
    const socket = { remoteAddress: '::ffff:192.0.2.9' };
    expect(clientAddress({ ip: 'unknown', raw: { socket } })).toBe('192.0.2.9');
    expect(clientAddress({ ip: '2001:db8::7', socket })).toBe('2001:db8::7');
    expect(clientAddress({ socket: {} })).toBe('');
  });
});
