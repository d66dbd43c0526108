import type { ConsoleOptions } from '../../contract/index.js';
import type { CustomerAccounts } from './customer-accounts.js';
import type { Customer } from './persistence/customer.entity.js';

/** How commands name a customer. */
export const CUSTOMER_ARGUMENT = ['<email>', 'whose'] as const;
export const WEBSITE_OPTION = [
  '--website <code>',
  'the website of the account, where several have the address',
] as const;

/** @throws {UnknownEmailError} @throws {AmbiguousEmailError} @throws {UnknownWebsiteError} */
export const namedCustomer = (
  accounts: CustomerAccounts,
  [email = '']: readonly string[],
  { website }: ConsoleOptions,
): Promise<Customer> => accounts.named(email, website === undefined ? undefined : String(website));
