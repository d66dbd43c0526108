import { numericDateFrom, type NumericDate } from '../../contract/index.js';
import { IntegrationFieldError } from './integration-errors.js';

/** @param text Of an expiry; null and empty: never. @throws {IntegrationFieldError} */
export function timeFrom(text: string | null): NumericDate | null {
  if (text === null || text === '') return null;
  const time = numericDateFrom(text);
  if (time === undefined)
    throw new IntegrationFieldError('expires_at', 'a date or time such as 2027-01-31T12:00:00Z');
  return time;
}
