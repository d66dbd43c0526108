const NAME = /^(storeCodes|store_codes)(\[\w*\])?$/;

/**
 * Reads `?storeCodes[]=a&storeCodes[]=b` however the server's parser presents it: under the name
 * with or without brackets, as a text, a list or an object.
 *
 * @returns `undefined` when no code is asked for: every view is meant.
 */
export function requestedCodes(query: unknown): ReadonlySet<string> | undefined {
  const codes = Object.entries(Object(query))
    .filter(([name]) => NAME.test(name))
    .flatMap(([, value]) => textsOf(value));
  return codes.length === 0 ? undefined : new Set(codes);
}

const textsOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).filter((item) => typeof item === 'string')
    : [String(value)];
