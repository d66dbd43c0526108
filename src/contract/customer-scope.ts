import type { Principal } from './principal.js';
import type { StoreView } from './store-directory.js';

/** Says in which stores a customer's account counts. */
export abstract class CustomerScope {
  /** @param customer A principal of type customer. */
  abstract includes(customer: Principal, store: StoreView): boolean | Promise<boolean>;
}
