import type { NumericDate } from '../../contract/index.js';
import type { Customer } from './persistence/customer.entity.js';

/** A customer as Magento's API shows one: its names, its order, nothing for what is not set. */
export function customerData(customer: Customer): Record<string, unknown> {
  const fields = {
    id: customer.id,
    group_id: customer.groupId,
    created_at: dateTime(customer.createdAt),
    updated_at: dateTime(customer.updatedAt),
    created_in: customer.createdIn,
    dob: customer.dob,
    email: customer.email,
    firstname: customer.firstname,
    lastname: customer.lastname,
    middlename: customer.middlename,
    prefix: customer.prefix,
    suffix: customer.suffix,
    gender: customer.gender,
    store_id: customer.storeId,
    taxvat: customer.taxvat,
    website_id: customer.websiteId,
    addresses: [],
    disable_auto_group_change: Number(customer.disableAutoGroupChange),
    extension_attributes: { is_subscribed: false },
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** `2026-01-31 23:59:59`, in UTC. */
const dateTime = (seconds: NumericDate): string =>
  new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');
