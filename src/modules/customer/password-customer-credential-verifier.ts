import { Injectable, Logger } from '@nestjs/common';
import {
  CustomerCredentialVerifier,
  IssueClock,
  PrincipalType,
  SignInFailedError,
  type SignIn,
} from '../../contract/index.js';
import { MAX_PASSWORD_CHARACTERS, PasswordHasher } from '../user/index.js';
import { MAX_EMAIL_LENGTH } from './customer-fields.js';
import { CustomerLock } from './customer-lock.js';
import { CustomerSignIn, type CustomerCredentials } from './customer-sign-in.js';

/** Addresses and passwords against `customer_entity`, with the same work for every outcome. */
@Injectable()
export class PasswordCustomerCredentialVerifier extends CustomerCredentialVerifier {
  private readonly logger = new Logger('customer');

  constructor(
    private readonly signIns: CustomerSignIn,
    private readonly lock: CustomerLock,
    private readonly hasher: PasswordHasher,
    private readonly issueClock: IssueClock,
  ) {
    super();
  }

  override checkRoom(): void {
    this.hasher.checkRoom();
  }

  override async verify(email: string, password: string, id?: number): Promise<SignIn> {
    // Longer than any account can have: refused by length, which tells nothing about accounts.
    if (email.length > MAX_EMAIL_LENGTH || password.length > MAX_PASSWORD_CHARACTERS)
      throw new SignInFailedError();
    const find = () => (id === undefined ? this.signIns.find(email) : this.signIns.findById(id));
    const signIn = (await this.attempt(find, password)) ?? (await this.attempt(find, password));
    if (!signIn) throw new SignInFailedError();
    return signIn;
  }

  /**
   * @returns `undefined` when the account changed while its password was being checked, by another
   *   sign-in that renewed an outdated hash, say: the new state deserves one more look.
   */
  private async attempt(
    find: () => Promise<CustomerCredentials | undefined>,
    password: string,
  ): Promise<SignIn | undefined> {
    const account = await find();
    const newHash = await this.check(account, password);
    const principal = { type: PrincipalType.Customer, id: account!.id };
    // Before the statement that notes the sign-in: a revocation after it then covers the token.
    const at = await this.issueClock.nextFor(principal);
    if (!(await this.signIns.record(account!, newHash))) {
      await this.lock.giveBack(account!.id);
      return undefined;
    }
    await this.lock.reset(account!.id);
    return { principal, at };
  }

  /**
   * @returns A new hash where the stored one is outdated.
   * @throws {SignInFailedError} For a wrong password, a stranger, and an account that is locked,
   *   off or still to be confirmed.
   */
  private async check(
    account: CustomerCredentials | undefined,
    password: string,
  ): Promise<string | undefined> {
    const stored = account?.passwordHash ?? undefined;
    const result = await this.lock.attempt(account?.id, async () =>
      stored === undefined ? this.nobody(password) : this.hasher.verify(stored, password),
    );
    if (!result) await this.hasher.verifyNobody(password);
    if (result?.malformed)
      this.logger.error({ message: 'stored password hash is malformed', customerId: account?.id });
    if (!result?.matches || !account?.isAdmitted) throw new SignInFailedError();
    return result.outdated ? this.hasher.renew(password) : undefined;
  }

  private async nobody(password: string): ReturnType<PasswordHasher['verify']> {
    await this.hasher.verifyNobody(password);
    return { matches: false, outdated: false };
  }
}
