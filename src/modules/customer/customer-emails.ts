import { Inject, Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { signInKey } from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { CustomerSettings } from './customer-settings.js';
import { CustomerExistsError } from './errors.js';
import { Customer } from './persistence/customer.entity.js';

/** Takes a lock on a row that is always there: shared addresses are given one at a time. */
const ONE_AT_A_TIME = 'UPDATE customer_lock SET failures_num = failures_num WHERE customer_id = 0';

/** Keeps e-mail addresses unique: in a website by the index, among shared accounts by looking. */
@Injectable()
export class CustomerEmails {
  constructor(
    private readonly database: Database,
    @Inject(CustomerSettings.token) private readonly settings: CustomerSettings,
  ) {}

  /**
   * Runs a statement that gives an address to an account, inside the caller's transaction.
   *
   * @param id Of the account, if it is there already.
   * @throws {CustomerExistsError}
   */
  async claim<T>(email: string, id: number | undefined, work: () => Promise<T>): Promise<T> {
    if (this.settings.global) await this.refuseShared(signInKey(email), id);
    try {
      return await work();
    } catch (error) {
      throw isDuplicate(error) ? new CustomerExistsError() : error;
    }
  }

  private async refuseShared(emailKey: string, id: number | undefined): Promise<void> {
    await this.database.execute(ONE_AT_A_TIME);
    const where = { emailKey, ...(id !== undefined && { id: Not(id) }) };
    const taken = await this.database.run((manager) => manager.existsBy(Customer, where));
    if (taken) throw new CustomerExistsError();
  }
}
