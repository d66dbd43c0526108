import { z } from 'zod';
import { CustomerFieldError } from './errors.js';
import type { Customer } from './persistence/customer.entity.js';

/** Longest e-mail address, in characters. */
export const MAX_EMAIL_LENGTH = 255;

/** What a customer may say of themselves. */
export type CustomerFields = Pick<Customer, 'email' | 'firstname' | 'lastname'> &
  Partial<Pick<Customer, 'middlename' | 'prefix' | 'suffix' | 'gender' | 'dob' | 'taxvat'>>;

const Email = z.email().max(MAX_EMAIL_LENGTH);

/** Labels and lengths, in Magento's order. */
const TEXTS = [
  ['prefix', 'Name Prefix', 40],
  ['firstname', 'First Name', 255],
  ['middlename', 'Middle Name/Initial', 255],
  ['lastname', 'Last Name', 255],
  ['suffix', 'Name Suffix', 40],
  ['taxvat', 'Tax/VAT Number', 50],
] as const;

const REQUIRED: readonly string[] = ['firstname', 'lastname'];

/** @throws {CustomerFieldError} With every problem, in Magento's words. */
export function checkCustomerFields(fields: CustomerFields): void {
  if (fields.email === '')
    throw new CustomerFieldError(['The customer email is missing. Enter and try again.']);
  const problems = TEXTS.flatMap(([field, label, length]) =>
    textProblems(label, fields[field] ?? '', length, REQUIRED.includes(field)),
  );
  if (!Email.safeParse(fields.email).success)
    problems.push('"Email" is not a valid email address.');
  if (fields.dob && !isDate(fields.dob)) problems.push('"Date of Birth" is not a valid date.');
  if (problems.length > 0) throw new CustomerFieldError(problems);
}

function textProblems(label: string, text: string, length: number, required: boolean): string[] {
  if (text === '') return required ? [`"${label}" is a required value.`] : [];
  if (text.length > length)
    return [`"${label}" length must be equal or less than ${length} characters.`];
  // Control, format and private-use characters deceive readers, and whoever mails them.
  return /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text) ? [] : [`"${label}" is not valid.`];
}

/** Such as 1990-02-28; February has no 30th. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text)
  );
}
