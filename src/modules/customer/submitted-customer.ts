import { RequiredFieldError, textParameter, WrongTypeError } from '../webapi/index.js';
import type { CustomerFields } from './customer-fields.js';

const OPTIONAL = ['middlename', 'prefix', 'suffix', 'dob', 'taxvat'] as const;

/**
 * Reads `{"customer":{...}}`. Whatever a customer may not decide, the id above all, is ignored, as
 * are unknown fields; an optional field that is not sent stays as it is.
 *
 * @throws {RequiredFieldError} Without a customer.
 * @throws {WrongTypeError}
 */
export function submittedCustomer(body: unknown): CustomerFields {
  const customer = Object(body).customer as unknown;
  if (customer === undefined || customer === null) throw new RequiredFieldError('customer');
  if (typeof customer !== 'object' || Array.isArray(customer))
    throw new WrongTypeError(
      Array.isArray(customer) ? 'array' : typeof customer,
      'Magento\\Customer\\Api\\Data\\CustomerInterface',
    );
  const optional = OPTIONAL.filter((name) => isSent(customer, name)).map((name) => [
    name,
    textParameter(customer, name) || null,
  ]);
  return {
    email: textParameter(customer, 'email'),
    firstname: textParameter(customer, 'firstname'),
    lastname: textParameter(customer, 'lastname'),
    ...Object.fromEntries(optional),
    ...(isSent(customer, 'gender') && { gender: gender(textParameter(customer, 'gender')) }),
  };
}

const isSent = (customer: object, name: string): boolean =>
  Object.hasOwn(customer, name) && (customer as Record<string, unknown>)[name] !== null;

function gender(text: string): number | null {
  if (text !== '' && !/^\d{1,3}$/.test(text)) throw new WrongTypeError(text, 'int');
  return text === '' ? null : Number(text);
}
