import { Inject, Injectable } from '@nestjs/common';
import { CustomerScope, type Principal, type StoreView } from '../../contract/index.js';
import { CustomerSettings } from './customer-settings.js';
import { CustomerStanding, type Standing } from './customer-standing.js';

/** An account counts in the stores of its website, and in `all`; shared accounts everywhere. */
@Injectable()
export class WebsiteCustomerScope extends CustomerScope {
  constructor(
    private readonly standing: CustomerStanding,
    @Inject(CustomerSettings.token) private readonly settings: CustomerSettings,
  ) {
    super();
  }

  override includes(customer: Principal, store: StoreView): boolean | Promise<boolean> {
    if (this.settings.global || store.id === 0) return true;
    const counts = (standing: Standing | undefined): boolean =>
      standing?.websiteId === store.websiteId;
    const standing = this.standing.of(customer.id);
    return standing instanceof Promise ? standing.then(counts) : counts(standing);
  }
}
