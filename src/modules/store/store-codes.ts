import { WrongTypeError } from '../webapi/index.js';

const NAME = /^(storeCodes|store_codes)(\[\w*\])?$/;
/** `storeCodes[a][b]=c`: a list of lists, which no view can be called by. */
const NESTED = /^(storeCodes|store_codes)(\[\w*\]){2}/;

/**
 * Reads `?storeCodes[]=a&storeCodes[]=b` however the server's parser presents it: under the name
 * with or without brackets, as a text, a list or an object.
 *
 * @returns `undefined` when no code is asked for: every view is meant.
 * @throws {WrongTypeError} Where a code is a list itself.
 */
export function requestedCodes(query: unknown): ReadonlySet<string> | undefined {
  const parameters = Object.entries(Object(query));
  if (parameters.some(([name]) => NESTED.test(name))) throw new WrongTypeError('array', 'string');
  const codes = parameters
    .filter(([name]) => NAME.test(name))
    .flatMap(([, value]) => textsOf(value));
  return codes.length === 0 ? undefined : new Set(codes);
}

const textsOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).filter((item) => typeof item === 'string')
    : [String(value)];
