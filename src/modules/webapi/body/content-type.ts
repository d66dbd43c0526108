import { ContentTypeError } from '../http-errors.js';

/** What a request body can be. */
export type BodyFormat = 'json' | 'xml';

const FORMATS: Readonly<Record<string, BodyFormat>> = {
  'application/json': 'json',
  'application/xml': 'xml',
  'application/xhtml+xml': 'xml',
  'text/xml': 'xml',
};

const HEADER = /^([a-z\d/+.-]+)(?:; *charset=(.+))?$/i;

/**
 * @param header `Content-Type` as sent.
 * @throws {ContentTypeError} When there is none, or it is one of no use.
 */
export function bodyFormatOf(header: string | undefined): BodyFormat {
  if (header === undefined || header === '') throw ContentTypeError.missing();
  const [, type = '', charset] = HEADER.exec(header) ?? [];
  if (type === '') throw ContentTypeError.invalid();
  if (charset !== undefined && !/^"?utf-8"?$/i.test(charset)) throw ContentTypeError.charset();
  const name = type.toLowerCase();
  if (!Object.hasOwn(FORMATS, name)) throw ContentTypeError.unknown(type);
  return FORMATS[name]!;
}
