import { numericDateFrom, type NumericDate } from '../../contract/index.js';
import { AdminFieldError } from './errors.js';

/** @returns Null for `never`. @throws {AdminFieldError} */
export function expiryFrom(text: string): NumericDate | null {
  if (text === 'never') return null;
  const time = numericDateFrom(text);
  if (time === undefined)
    throw new AdminFieldError('expiry', 'a date or time such as 2027-01-31T12:00:00Z, or never');
  return time;
}
