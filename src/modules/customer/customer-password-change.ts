import { Injectable } from '@nestjs/common';
import { Database } from '../../persistence/index.js';
import { PasswordHasher } from '../user/index.js';
import { CustomerChanges } from './customer-changes.js';
import { CustomerLock } from './customer-lock.js';
import { CustomerSignIn, type CustomerCredentials } from './customer-sign-in.js';
import { CustomerLockedError, NoSuchCustomerError, WrongCurrentPasswordError } from './errors.js';
import { checkNewCustomerPassword } from './new-customer-password.js';

/** On condition that the password is still the one that was checked. */
const CHANGE =
  'UPDATE customer_entity SET password_hash = ? WHERE entity_id = ? AND password_hash = ?';

/** A customer's change of their own password. */
@Injectable()
export class CustomerPasswordChange {
  constructor(
    private readonly database: Database,
    private readonly signIns: CustomerSignIn,
    private readonly guard: CustomerLock,
    private readonly hasher: PasswordHasher,
    private readonly changes: CustomerChanges,
  ) {}

  /**
   * Ends every token of the account, the one that was used included.
   *
   * @throws {WrongCurrentPasswordError} Counts towards the account's lock.
   * @throws {CustomerLockedError}
   * @throws {CustomerPasswordError}
   * @throws {PasswordTooLongError}
   */
  async change(id: number, current: string, next: string): Promise<void> {
    if ((await this.attempt(id, current, next)) || (await this.attempt(id, current, next))) return;
    throw new WrongCurrentPasswordError();
  }

  /**
   * @returns Whether the stored hash was still the one that was checked. Another sign-in may have
   *   renewed an outdated one meanwhile: the new state deserves one more look.
   */
  private async attempt(id: number, current: string, next: string): Promise<boolean> {
    const account = await this.signIns.findById(id);
    if (!account) throw new NoSuchCustomerError(String(id));
    const { email, passwordHash } = account;
    const change = { id, email, action: 'customer.password', endsTokens: true };
    const refusal = await this.refusal(account, current);
    if (refusal) {
      await this.changes.refuse(change);
      throw refusal;
    }
    checkNewCustomerPassword(next, email);
    const newHash = await this.hasher.hash(next);
    const stale = new Error('the stored hash is another one by now');
    try {
      await this.changes.make(change, async () => {
        const changed = await this.database.execute(CHANGE, newHash, id, passwordHash);
        if (changed !== 1) throw stale;
      });
    } catch (error) {
      if (error !== stale) throw error;
      return false;
    }
    return true;
  }

  private async refusal(
    { id, passwordHash }: CustomerCredentials,
    current: string,
  ): Promise<Error | undefined> {
    const check = await this.guard.attempt(id, () =>
      this.hasher.verify(passwordHash ?? '', current),
    );
    if (!check) return new CustomerLockedError();
    if (!check.matches) return new WrongCurrentPasswordError();
    await this.guard.reset(id);
    return undefined;
  }
}
