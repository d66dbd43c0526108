import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import * as oauthSign from 'oauth-sign';
import { describe, expect, it } from 'vitest';
import {
  baseStringUri,
  signatureBaseString,
} from '../../src/modules/oauth-integration/signing/base-string.js';
import { formPairs, type Pair } from '../../src/modules/oauth-integration/signing/form-pairs.js';
import { isSignedBy, sign } from '../../src/modules/oauth-integration/signing/hmac-signature.js';
import {
  byteOrder,
  naturalOrder,
} from '../../src/modules/oauth-integration/signing/parameter-order.js';
import { percentEncode } from '../../src/modules/oauth-integration/signing/percent-encoding.js';

const repeat = (letter: string): string => letter.repeat(32);
const SECRETS = { consumer: repeat('b'), token: repeat('d') };

function protocol(nonce: string, token?: string): Pair[] {
  return [
    ['oauth_consumer_key', repeat('a')],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', '1700000000'],
    ...(token === undefined ? [] : [['oauth_token', token] as const]),
    ['oauth_version', '1.0'],
  ];
}

const baseStringOf = (method: string, url: string, pairs: readonly Pair[]): string => {
  const { origin } = new URL(url);
  const target = url.slice(url.indexOf('/', 8) < 0 ? url.length : url.indexOf('/', 8));
  const [, query = ''] = target.split(/\?(.*)/s);
  const parameters = [...pairs, ...formPairs(query)];
  return signatureBaseString({ method, uri: baseStringUri(origin, target), parameters }, byteOrder);
};

describe('the vectors of the contract', () => {
  it('a request for a request token', () => {
    const text = baseStringOf(
      'POST',
      'https://shop.example.com/oauth/token/request',
      protocol(`${'0'.repeat(31)}1`),
    );
    expect(sign(text, 'HMAC-SHA256', { ...SECRETS, token: '' })).toBe(
      'VOhGG/lfojofoSBTEWjAX5T7KtFlcmJdbEWEsYHVpQc=',
    );
  });

  it('a search', () => {
    const text = baseStringOf(
      'GET',
      'https://shop.example.com/rest/V1/orders?searchCriteria[pageSize]=2',
      protocol(`${'0'.repeat(31)}2`, repeat('c')),
    );
    expect(sign(text, 'HMAC-SHA256', SECRETS)).toBe('ix7BTFEFgfg4kDux4XIqI4TSU2v31tSNnsWh0tAVL60=');
  });
});

describe('the examples of RFC 5849', () => {
  it('section 3.4.1.1: the base string', () => {
    const pairs: Pair[] = [
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
      ...formPairs('c2&a3=2+q'),
    ];
    expect(
      baseStringOf('post', 'http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b', pairs),
    ).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D' +
        '%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D' +
        '7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token' +
        '%3Dkkk9d7dh3k39sjv7',
    );
  });

  it.each([
    ['http://EXAMPLE.COM:80', '/r%20v/X?id=123', 'http://example.com/r%20v/X'],
    ['https://www.example.net:8080', '/?q=1', 'https://www.example.net:8080/'],
    ['https://shop.example.com:443', '', 'https://shop.example.com/'],
    ['http://shop.example.com:443', '/a/', 'http://shop.example.com:443/a/'],
  ])('OA1-26 section 3.4.1.2: %s and %s', (origin, target, expected) => {
    expect(baseStringUri(origin, target)).toBe(expected);
  });
});

it('the appendix of OAuth Core 1.0a: photos.example.net', () => {
  const pairs: Pair[] = [
    ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
    ['oauth_token', 'nnch734d00sl2jdk'],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', '1191242096'],
    ['oauth_nonce', 'kllo9940pd9333jh'],
    ['oauth_version', '1.0'],
  ];
  const url = 'http://photos.example.net/photos?file=vacation.jpg&size=original';
  const secrets = { consumer: 'kd94hf93k423kf44', token: 'pfkkdhi9sl3r4s00' };
  expect(sign(baseStringOf('GET', url, pairs), 'HMAC-SHA1', secrets)).toBe(
    'tR3+Ty81lMeYAr/Fid0kMTYa/WM=',
  );
});

describe('signers written by others', () => {
  const URLS = [
    'https://shop.example.com/rest/V1/modules',
    'https://shop.example.com/rest/V1/orders?searchCriteria[filter_groups][0][filters][0][value]=a%20b',
    'https://shop.example.com/rest/V1/orders?searchCriteria%5BpageSize%5D=2&z=%E2%82%AC&y=%F0%9F%98%80',
    `https://shop.example.com/rest/V1/orders?${Array.from(
      { length: 12 },
      (_, group) => `searchCriteria[filter_groups][${group}][filters][0][field]=f${group}`,
    ).join('&')}`,
    "https://shop.example.com/rest/V1/x?a=!*'()&b=~&c=%2B",
    'https://shop.example.com/rest/V1/x?empty=&a=1&a=0',
  ];

  /** That one signs names of the query as they are spelled: escapes in a name are lost on it. */
  const PLAIN_NAMES = URLS.filter((url) => !url.includes('%5B'));

  it.each(PLAIN_NAMES)('OA1-25 oauth-1.0a: %s', (url) => {
    const client = new OAuth({
      consumer: { key: repeat('a'), secret: SECRETS.consumer },
      signature_method: 'HMAC-SHA256',
      hash_function: (text, key) => createHmac('sha256', key).update(text).digest('base64'),
    });
    const token = { key: repeat('c'), secret: SECRETS.token };
    const { oauth_signature: signature, ...signed } = client.authorize(
      { url, method: 'GET' },
      token,
    );
    const pairs = Object.entries(signed)
      .filter(([name]) => name.startsWith('oauth_'))
      .map(([name, value]): Pair => [name, String(value)]);
    expect(sign(baseStringOf('GET', url, pairs), 'HMAC-SHA256', SECRETS)).toBe(signature);
  });

  it.each(URLS)('OA1-25 oauth-sign: %s', (url) => {
    const [bare = '', query = ''] = url.split('?');
    const pairs = protocol('abc', repeat('c'));
    const parameters: Record<string, string | string[]> = {};
    for (const [name, value] of [...pairs, ...formPairs(query)]) {
      const before = parameters[name];
      parameters[name] = before === undefined ? value : [before, value].flat();
    }
    const expected = oauthSign.sign(
      'HMAC-SHA256',
      'GET',
      bare,
      parameters,
      SECRETS.consumer,
      SECRETS.token,
    );
    expect(sign(baseStringOf('GET', url, pairs), 'HMAC-SHA256', SECRETS)).toBe(expected);
  });
});

describe('the two orders of parameters', () => {
  const pairs: Pair[] = [
    ['a10', '1'],
    ['a2', '1'],
  ];

  it('OA1-27 differ in numbers, and both are accepted', () => {
    expect(pairs.toSorted(byteOrder).map(([name]) => name)).toEqual(['a10', 'a2']);
    expect(pairs.toSorted(naturalOrder).map(([name]) => name)).toEqual(['a2', 'a10']);
    const parts = { method: 'GET', uri: 'https://shop.example.com/', parameters: pairs };
    const signatures = [byteOrder, naturalOrder].map((order) =>
      sign(signatureBaseString(parts, order), 'HMAC-SHA256', SECRETS),
    );
    expect(new Set(signatures).size).toBe(2);
    for (const signature of signatures)
      expect(isSignedBy(parts, signature, 'HMAC-SHA256', [SECRETS])).toBe(true);
  });
});

it('OA1-26 everything but letters, digits and -._~ is encoded, in capitals', () => {
  expect(percentEncode("a-._~!*'() +%/€😀")).toBe(
    'a-._~%21%2A%27%28%29%20%2B%25%2F%E2%82%AC%F0%9F%98%80',
  );
});
