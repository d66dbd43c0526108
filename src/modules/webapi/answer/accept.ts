import { NotAcceptableError } from '../http-errors.js';

/** The two forms an answer can take. */
export type AnswerFormat = 'json' | 'xml';

const FORMATS: Readonly<Record<string, AnswerFormat>> = {
  '*/*': 'json',
  'application/json': 'json',
  'application/*': 'json',
  'text/xml': 'xml',
  'text/*': 'xml',
  'application/xml': 'xml',
  'application/xhtml+xml': 'xml',
};

const MIME_TYPE = /^[0-9a-z*+-]+(?:\/[0-9a-z*+.-]+)?$/;

/**
 * @param accept The `Accept` header as sent; missing, empty and unreadable all mean `*\/*`.
 * @returns The form of the best type that can be served.
 * @throws {NotAcceptableError} When none can.
 */
export function formatFor(accept: string | undefined): AnswerFormat {
  // What nearly every client sends, decided by comparison alone.
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'json';
  const types = acceptedTypes(accept);
  if (types.length === 0) return 'json';
  const served = types.find((type) => Object.hasOwn(FORMATS, type));
  if (served === undefined) throw new NotAcceptableError(types);
  return FORMATS[served]!;
}

/** @returns The types by descending quality; equal ones in the order in which they stand. */
function acceptedTypes(accept: string): string[] {
  return accept
    .split(',')
    .map((entry) => {
      const [type = '', ...parameters] = entry.split(';');
      return { type: type.trim().toLowerCase(), quality: qualityIn(parameters) };
    })
    .filter(({ type, quality }) => quality > 0 && MIME_TYPE.test(type))
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ type }) => type);
}

function qualityIn(parameters: readonly string[]): number {
  const given = parameters.map((each) => /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(each)?.[1]).find(Boolean);
  return given === undefined ? 1 : Number(given) || 0;
}
