import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import { mostly } from './request-parts.js';

const FIELDS = [
  ...['username', 'password', 'Username', 'customerId', 'customer_id', 'customer', 'email', 'id'],
  ...['currentPassword', 'newPassword', 'otp', 'refreshToken', 'refresh_token', 'grant_type'],
  ...['userType', 'deviceName', 'name', 'resources', 'endpoint', 'identityLinkUrl', 'sourceRanges'],
  ...['tfaToken', 'userId', 'providerCode', 'publicKeyCredentialJson', 'publicKeyCredential'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'then', 'toJSON', 'length', '', '$ne'],
];

const field = fc.constantFrom(...FIELDS);

/** JSON as text, since much of it no value stands for. */
const scalar = fc.oneof(
  fc.constantFrom(
    ...[
      'null',
      'true',
      'false',
      '0',
      '-0',
      '1',
      '-1',
      '1.5',
      '1e999',
      '-1e-999',
      '1E400',
      '{}',
      '[]',
    ],
    ...[
      '""',
      '" "',
      '"\\u0000"',
      '"\\ud800"',
      '"\\udfff\\ud800"',
      '"\\uffff"',
      '"%s%n"',
      '"a\\nb"',
    ],
    ...[
      '{"$gt":""}',
      '[[]]',
      '[null]',
      '{"toString":1}',
      '{"length":1e9}',
      '"admin"',
      '123456789012',
    ],
  ),
  fc.string({ maxLength: 30, unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.nat({ max: 3_000 }).map((length) => JSON.stringify('p'.repeat(length))),
  fc.nat({ max: 3_000 }).map((length) => '9'.repeat(length + 1)),
);

const object = fc
  .array(fc.tuple(field, fc.oneof(scalar, fc.json({ maxDepth: 3 }))), { maxLength: 6 })
  .map((pairs) => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`);

/** What the token routes ask for; a password is looked at only where both are text and not empty. */
const login = fc
  .tuple(
    fc.oneof(scalar, fc.constantFrom('"nobody"', '"admin"')),
    scalar,
    mostly(fc.constant(''), scalar),
  )
  .map(([username, password, extra]) => {
    const more = extra === '' ? '' : `,"otp":${extra}`;
    return `{"username":${username},"password":${password}${more}}`;
  });

const nested = fc
  .tuple(
    fc.constantFrom('[', '{"a":', '[{"username":', '{"username":{"password":'),
    fc.constantFrom(1, 10, 31, 32, 33, 100, 1_000, 2_000),
  )
  .map(([open, depth]) => open.repeat(depth));

const json = fc.oneof(
  { weight: 4, arbitrary: object },
  { weight: 3, arbitrary: login },
  { weight: 2, arbitrary: scalar },
  { weight: 1, arbitrary: nested },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['{', '}', '[', '"', '{"a"', '{"a":}', "{'a':1}", '{a:1}', '[1,]', '{}{}', '// x', 'NaN'],
      ...[
        'Infinity',
        'undefined',
        '\ufeff{}',
        '{} x',
        '\u0000',
        '01',
        '+1',
        '.5',
        '1.',
        '\v{}',
        ' ',
      ],
    ),
  },
);

const element = fc.constantFrom(...FIELDS.filter((name) => /^\w+$/.test(name)), 'item', '1a', 'ä');

const xmlText = fc.oneof(
  fc.constantFrom(
    ...['admin', '', '&amp;', '&#0;', '&#x41;', '&#xD800;', '&#99999999999;', '&nbsp;', '&x;', '&'],
    ...[
      '<![CDATA[a]]>',
      '<![CDATA[',
      ']]>',
      '<!-- -- -->',
      '<?php x ?>',
      '<a/>',
      '<a',
      '</a>',
      '<',
    ],
    ...[
      '<item>1</item><item>2</item>',
      '<x:y xmlns:x="z"/>',
      '<a b="c" b="d"/>',
      '\u0000',
      '\ufffe',
    ],
  ),
  fc.string({ maxLength: 20, unit: 'binary' }),
);

const DOCTYPES = [
  '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
  '<!DOCTYPE r [<!ENTITY x "a"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]>',
  '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
  '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>',
];

const xml = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>'),
    mostly(fc.constant(''), fc.constantFrom(...DOCTYPES, '<?xml-stylesheet href="x"?>', '\ufeff')),
    fc.array(fc.tuple(element, xmlText), { maxLength: 5 }),
    mostly(fc.constant(1), fc.constantFrom(0, 2, 32, 33, 500)),
  )
  .map(([declaration, doctype, children, depth]) => {
    const inner = children.map(([name, text]) => `<${name}>${text}</${name}>`).join('');
    return `${declaration}${doctype}${'<r>'.repeat(depth)}${inner}${'</r>'.repeat(depth)}`;
  });

const form = fc
  .array(fc.tuple(field, fc.string({ maxLength: 10 })), { maxLength: 4 })
  .map((pairs) => new URLSearchParams(pairs).toString());

const text = fc.oneof(
  { weight: 6, arbitrary: json },
  { weight: 3, arbitrary: xml },
  { weight: 1, arbitrary: form },
);

const encoded = fc
  .tuple(text, mostly(fc.constant('utf8'), fc.constantFrom('utf16le', 'latin1')))
  .map(([content, encoding]) => Buffer.from(content, encoding as BufferEncoding));

/** Some bytes changed, gone, doubled. */
const mutated = fc
  .tuple(encoded, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.nat({ max: 2 }))))
  .map(([content, changes]) => {
    let result = content;
    for (const [at, byte, how] of changes) {
      const index = at % (result.length + 1);
      const piece = how === 2 ? Buffer.alloc(0) : Buffer.of(byte);
      const rest = result.subarray(how === 0 ? index : index + 1);
      result = Buffer.concat([result.subarray(0, index), piece, rest]);
    }
    return result;
  });

const filled = fc
  .tuple(
    fc.constantFrom(4_095, 4_096, 4_097, 20_000, 102_400, 102_401, 300_000),
    fc.constantFrom('a', ' ', '[', '"', '9', '<', '\u0000', '{"username":'),
  )
  .map(([length, unit]) => Buffer.alloc(length, unit));

/** A body as its route wants it, of which one field is another. */
export const likeExample = (example: object): Arbitrary<Buffer> =>
  fc.tuple(fc.constantFrom('', ...Object.keys(example)), scalar).map(([name, value]) =>
    Buffer.from(
      `{${Object.entries(example)
        .map(
          ([key, good]) => `${JSON.stringify(key)}:${key === name ? value : JSON.stringify(good)}`,
        )
        .join()}}`,
    ),
  );

/** Bodies of every kind: most are refused before any password is looked at. */
export const body: Arbitrary<Buffer> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(Buffer.alloc(0)) },
  { weight: 20, arbitrary: encoded },
  { weight: 6, arbitrary: mutated },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)) },
  { weight: 1, arbitrary: encoded.map((content) => gzipSync(content)) },
  { weight: 1, arbitrary: mostly(encoded, filled) },
);
