import { Injectable } from '@nestjs/common';
import { AuditTrail, Clock, signInKey } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { Stores } from '../store/index.js';
import { CustomerEmails } from './customer-emails.js';
import { checkCustomerFields, type CustomerFields } from './customer-fields.js';
import { AmbiguousEmailError, NoSuchCustomerError, UnknownEmailError } from './errors.js';
import { CustomerFailures } from './persistence/customer-failures.entity.js';
import { Customer } from './persistence/customer.entity.js';

/** An account to be made. */
export interface NewCustomer extends CustomerFields {
  /** Code of its website; left out: the default one. */
  readonly website?: string | undefined;
  /** Text that is to come back before the account may sign in; null: nothing is to come. */
  readonly confirmation: string | null;
}

/** Magento's group "General". */
const GENERAL = 1;

/** Customers' accounts: finding them, and making new ones. */
@Injectable()
export class CustomerAccounts {
  constructor(
    private readonly database: Database,
    private readonly stores: Stores,
    private readonly emails: CustomerEmails,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws {NoSuchCustomerError} */
  async get(id: number): Promise<Customer> {
    const found = await this.database.run((manager) => manager.findOneBy(Customer, { id }));
    if (!found) throw new NoSuchCustomerError(String(id));
    return found;
  }

  /**
   * @param website Code of the website to look in; left out: all of them.
   * @throws {UnknownEmailError}
   * @throws {AmbiguousEmailError}
   * @throws {UnknownWebsiteError}
   */
  async named(email: string, website?: string): Promise<Customer> {
    const emailKey = signInKey(email);
    const where =
      website === undefined
        ? { emailKey }
        : { emailKey, websiteId: (await this.stores.website(website)).id };
    const rows = await this.database.run((manager) => manager.findBy(Customer, where));
    const found = rows.filter((row) => row.emailKey === emailKey);
    if (found.length > 1) throw new AmbiguousEmailError(email);
    if (!found[0]) throw new UnknownEmailError(email);
    return found[0];
  }

  /** Every account, in the order in which they were made. */
  async list(): Promise<Customer[]> {
    return this.database.run((manager) => manager.find(Customer, { order: { id: 'ASC' } }));
  }

  /**
   * @param passwordHash From `PasswordHasher`; hashing inside the transaction would block others.
   * @returns The new account's id.
   * @throws {CustomerFieldError}
   * @throws {CustomerExistsError}
   * @throws {UnknownWebsiteError}
   */
  async create({ website, ...customer }: NewCustomer, passwordHash: string): Promise<number> {
    checkCustomerFields(customer);
    const { id: websiteId, code, defaultView } = await this.stores.website(website);
    const now = this.clock.now();
    return this.database.transaction(async () => {
      const id = await this.insert({
        ...customer,
        emailKey: signInKey(customer.email),
        websiteId,
        storeId: defaultView.id,
        createdIn: defaultView.name,
        groupId: GENERAL,
        passwordHash,
        isActive: true,
        createdAt: now,
        updatedAt: now,
        disableAutoGroupChange: false,
      });
      const details = { customerId: id, website: code };
      const subject = customer.email;
      await this.audit.record({ action: 'customer.create', result: 'success', subject, details });
      return id;
    });
  }

  private async insert(row: Partial<Customer> & { email: string }): Promise<number> {
    return this.emails.claim(row.email, undefined, () =>
      this.database.run(async (manager) => {
        const { identifiers } = await manager.insert(Customer, row);
        const id = Number(identifiers[0]!.id);
        await manager.insert(CustomerFailures, { customerId: id, failuresNum: 0 });
        return id;
      }),
    );
  }
}
