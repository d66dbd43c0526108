import type { NumericDate } from '../../contract/index.js';
import { IntegrationFieldError } from './integration-errors.js';

/** A date, or a time with its offset: what a time without one means depends on the host. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** @param text Of an expiry; null and empty: never. @throws {IntegrationFieldError} */
export function timeFrom(text: string | null): NumericDate | null {
  if (text === null || text === '') return null;
  const milliseconds = ISO.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(milliseconds))
    throw new IntegrationFieldError('expires_at', 'a date or time such as 2027-01-31T12:00:00Z');
  return Math.floor(milliseconds / 1_000);
}
