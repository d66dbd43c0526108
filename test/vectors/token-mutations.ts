import fc from 'fast-check';

/** Turns one of some valid tokens into something else, or now and then into itself. */
export type Mutation = (tokens: readonly string[]) => string;

type Step = (token: string, tokens: readonly string[]) => string;

const CHARACTERS = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  '+/=.%,;"\'{}[]: \t\r\n\u0000\u00a0\u200b\ufeff\uff0e',
].flatMap((characters) => characters.split(''));

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const character = fc.constantFrom(...CHARACTERS);
const part = fc.nat({ max: 2 });
const byte = fc.nat({ max: 255 });

/** Members an attacker would think of, and any other. */
const member = fc.oneof(
  fc.constantFrom('alg', 'kid', 'typ', 'crit', 'jwk', 'b64', 'uid', 'utypid', 'iat', 'exp', 'nbf'),
  fc.string({ maxLength: 8 }),
);
const value = fc.oneof(
  fc.constantFrom<unknown>(
    'none',
    'HS256',
    'HS384',
    'HS512',
    'RS256',
    '',
    null,
    true,
    [],
    {},
    1,
    2,
  ),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }),
);

const inText = (change: (text: string, at: number) => string, at: number): Step => {
  return (token) => change(token, Math.floor(at * token.length));
};

const inBytes = (
  which: number,
  at: number,
  change: (bytes: Buffer, at: number) => Buffer,
): Step => {
  return (token) => {
    const parts = token.split('.');
    const bytes = Buffer.from(parts[which] ?? '', 'base64url');
    parts[which] = change(bytes, Math.floor(at * bytes.length)).toString('base64url');
    return parts.join('.');
  };
};

const inParts = (change: (parts: string[], tokens: readonly string[]) => string[]): Step => {
  return (token, tokens) => change(token.split('.'), tokens).join('.');
};

const inJson = (which: number, change: (members: Record<string, unknown>) => object): Step => {
  return inParts((parts) => {
    try {
      const members = JSON.parse(Buffer.from(parts[which] ?? '', 'base64url').toString()) as object;
      const changed = JSON.stringify(change({ ...members }));
      return parts.with(which, Buffer.from(changed).toString('base64url'));
    } catch {
      return parts;
    }
  });
};

const step: fc.Arbitrary<Step> = fc.oneof(
  // One bit of one character.
  fc.tuple(place, fc.nat({ max: 6 })).map(([at, bit]) =>
    inText((text, index) => {
      const flipped = String.fromCharCode((text.charCodeAt(index) || 65) ^ (1 << bit));
      return text.slice(0, index) + flipped + text.slice(index + 1);
    }, at),
  ),
  // One character replaced, put in, or taken out; a stretch doubled or cut off.
  fc.tuple(place, character, fc.nat({ max: 4 })).map(([at, other, kind]) =>
    inText((text, index) => {
      const [before, after] = [text.slice(0, index), text.slice(index)];
      return [
        before + other + after.slice(1),
        before + other + after,
        before + after.slice(1),
        before + text.slice(index - 4) + after,
        kind === 4 ? before : text,
      ][kind]!;
    }, at),
  ),
  // The last character of a part: its unused bits.
  fc
    .tuple(part, character)
    .map(([which, other]) =>
      inParts((parts) =>
        parts.map((text, index) => (index === which ? text.slice(0, -1) + other : text)),
      ),
    ),
  // One bit or byte of what a part encodes.
  fc.tuple(part, place, fc.nat({ max: 7 })).map(([which, at, bit]) =>
    inBytes(which, at, (bytes, index) => {
      if (bytes.length > 0) bytes[index]! ^= 1 << bit;
      return bytes;
    }),
  ),
  fc
    .tuple(part, place, byte, fc.boolean())
    .map(([which, at, other, replaces]) =>
      inBytes(which, at, (bytes, index) =>
        Buffer.concat([
          bytes.subarray(0, index),
          Buffer.of(other),
          bytes.subarray(index + (replaces ? 1 : 0)),
        ]),
      ),
    ),
  // Parts taken from another token, left out, doubled, emptied, turned round.
  fc.tuple(part, place).map(([which, at]) =>
    inParts((parts, tokens) => {
      const other = tokens[Math.floor(at * tokens.length)]!.split('.');
      return parts.map((text, index) => (index === which ? other[which]! : text));
    }),
  ),
  fc
    .tuple(part, fc.nat({ max: 3 }))
    .map(([which, kind]) =>
      inParts(
        (parts) =>
          [
            parts.toSpliced(which, 1),
            parts.toSpliced(which, 0, parts[which] ?? ''),
            parts.map((text, index) => (index === which ? '' : text)),
            parts.toReversed(),
          ][kind]!,
      ),
    ),
  // Members of header and payload set, taken away, or written in another order.
  fc
    .tuple(fc.nat({ max: 1 }), member, value)
    .map(([which, name, to]) => inJson(which, (members) => ({ ...members, [name]: to }))),
  fc.tuple(fc.nat({ max: 1 }), member).map(([which, name]) =>
    inJson(which, (members) => {
      delete members[name];
      return members;
    }),
  ),
  fc
    .nat({ max: 1 })
    .map((which) =>
      inJson(which, (members) => Object.fromEntries(Object.entries(members).toReversed())),
    ),
  // The claims of somebody else, counted up.
  fc
    .tuple(fc.constantFrom('uid', 'utypid', 'iat', 'exp'), fc.integer({ min: -5, max: 5 }))
    .map(([name, by]) =>
      inJson(1, (members) => ({ ...members, [name]: Number(members[name]) + by })),
    ),
);

/** One to three steps in a row. */
export const mutation: fc.Arbitrary<Mutation> = fc
  .tuple(place, fc.array(step, { minLength: 1, maxLength: 3 }))
  .map(([at, steps]) => (tokens) => {
    const token = tokens[Math.floor(at * tokens.length)]!;
    return steps.reduce((text, next) => next(text, tokens), token);
  });
