import fc, { type Arbitrary } from 'fast-check';

/** Everything a request is made of, before it is framed. */
export interface RequestParts {
  readonly method: string;
  /** Latin-1: one character a byte. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** One of these most of the time, anything of another kind now and then. */
export const mostly = <T>(usual: Arbitrary<T>, other: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: other });

/** Any bytes, as Latin-1. */
const bytes = (maxLength: number): Arbitrary<string> =>
  fc.uint8Array({ maxLength }).map((array) => Buffer.from(array).toString('latin1'));

/** Text that a header may hold: anything else is refused before the service sees it. */
export const headerText = (maxLength: number): Arbitrary<string> =>
  mostly(
    fc
      .array(
        fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
        { maxLength },
      )
      .map((codes) => String.fromCharCode(...codes)),
    bytes(maxLength),
  );

const NASTY = [
  ...['', '.', '..', '%2e%2e', '%2E%2e%2f', '%00', '%0d%0aX-Injected:%20yes', '%', '%zz', '%ff'],
  ...['%c0%af', '%u0041', '%252e', ';', ';a=b', '//', '\\', '%5c', '~', '*', ':', ':id', '{id}'],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', '-1', '0', '1e999', 'NaN'],
  ...["' OR 1=1 --", '<script>', '${jndi:ldap://x}', '\xff\xfe', 'é', '\u00a0', 'default', 'all'],
  ...['V1', 'v1', 'V2', 'V999999999999999999999', 'rest', 'index.php'],
];

export const nasty = fc.constantFrom(...NASTY);
