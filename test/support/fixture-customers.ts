import { Injectable, Module } from '@nestjs/common';
import {
  CustomerCredentialVerifier,
  IssueClock,
  PrincipalDirectory,
  PrincipalType,
  SignInAccounts,
  SignInFailedError,
  TokenRevoker,
  type AccountProfile,
  type Principal,
  type SignIn,
} from '../../src/contract/index.js';
import {
  contribute,
  defineFeature,
  defineModule,
  InjectAll,
  prefer,
} from '../../src/kernel/index.js';
import { Database } from '../../src/persistence/index.js';
import { UnknownAdminError } from '../../src/modules/user/index.js';

interface Customer {
  readonly id: number;
  password: string;
  active: boolean;
}

/** By database and e-mail address, so that they outlive a restart; specs share a process. */
const everybody = new Map<string, Map<string, Customer>>();

/** Customers in memory, for tests of what serves customers without keeping them. */
@Injectable()
export class FixtureCustomers {
  private readonly customers: Map<string, Customer>;

  constructor(
    @InjectAll(TokenRevoker) private readonly revokers: readonly TokenRevoker[],
    { dataSource }: Database,
  ) {
    // On MariaDB the options hold a URL, and the driver the name that is in it.
    const name = dataSource.driver.database ?? String(dataSource.options.database);
    this.customers = everybody.get(name) ?? new Map<string, Customer>();
    everybody.set(name, this.customers);
  }

  add(email: string, password: string, id = this.customers.size + 1): Principal {
    this.customers.set(email, { id, password, active: true });
    return principalOf(id);
  }

  named(email: string): Customer | undefined {
    return this.customers.get(email);
  }

  byId(id: number): (Customer & { email: string }) | undefined {
    const entry = [...this.customers].find(([, customer]) => customer.id === id);
    return entry && { ...entry[1], email: entry[0] };
  }

  async setPassword(email: string, password: string): Promise<void> {
    const customer = this.customers.get(email)!;
    customer.password = password;
    for (const revoker of this.revokers) await revoker.revokeAllFor(principalOf(customer.id));
  }

  /** By a path that forgot to revoke. */
  switchOff(email: string): void {
    this.customers.get(email)!.active = false;
  }
}

const principalOf = (id: number): Principal => ({ type: PrincipalType.Customer, id });

@Injectable()
class FixtureVerifier extends CustomerCredentialVerifier {
  constructor(
    private readonly customers: FixtureCustomers,
    private readonly issueClock: IssueClock,
  ) {
    super();
  }

  override async verify(email: string, password: string): Promise<SignIn> {
    const customer = this.customers.named(email);
    if (!customer?.active || customer.password !== password) throw new SignInFailedError();
    const principal = principalOf(customer.id);
    return { principal, at: await this.issueClock.nextFor(principal) };
  }
}

@Injectable()
class FixtureAccounts extends SignInAccounts {
  override readonly type = PrincipalType.Customer;

  constructor(private readonly customers: FixtureCustomers) {
    super();
  }

  override isActive({ id }: Principal): boolean {
    return this.customers.byId(id)?.active ?? false;
  }

  override async profileOf({ id }: Principal): Promise<AccountProfile | undefined> {
    const customer = this.customers.byId(id);
    return customer?.active ? { username: customer.email, email: customer.email } : undefined;
  }

  override async preparePassword({ id }: Principal, password: string) {
    const { email } = this.customers.byId(id)!;
    return () => this.customers.setPassword(email, password);
  }
}

@Injectable()
class FixtureDirectory extends PrincipalDirectory {
  override readonly type = PrincipalType.Customer;

  constructor(private readonly customers: FixtureCustomers) {
    super();
  }

  override async principalNamed(name: string): Promise<Principal> {
    const customer = this.customers.named(name);
    if (!customer) throw new UnknownAdminError(name);
    return principalOf(customer.id);
  }
}

const providers = [FixtureCustomers, FixtureVerifier, FixtureAccounts, FixtureDirectory];

@Module({ providers, exports: providers })
class FixtureCustomersModule {}

/** Brings customers in by the product's own means. */
export const fixtureCustomersManifest = defineModule({
  name: 'fixture-customers',
  summary: 'Customers for tests.',
  sequence: ['integration'],
  load: async () =>
    defineFeature({
      module: FixtureCustomersModule,
      preferences: [prefer(CustomerCredentialVerifier, FixtureVerifier)],
      contributions: [
        contribute(SignInAccounts, FixtureAccounts),
        contribute(PrincipalDirectory, FixtureDirectory),
      ],
    }),
});
