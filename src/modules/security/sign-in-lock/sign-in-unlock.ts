import { Injectable } from '@nestjs/common';
import {
  AuditTrail,
  PrincipalType,
  SignInThrottler,
  type ConsoleResult,
  type SignInName,
} from '../../../contract/index.js';
import { Database } from '../../../persistence/index.js';

/** What the unlocking commands share. */
@Injectable()
export class SignInUnlock {
  constructor(
    private readonly throttler: SignInThrottler,
    private readonly audit: AuditTrail,
    private readonly database: Database,
  ) {}

  /** Works for names that no account has, too: strangers lock those as well. */
  async run(who: SignInName): Promise<ConsoleResult> {
    const action = who.type === PrincipalType.Admin ? 'admin.unlock' : 'customer.unlock';
    const unlocked = await this.database.transaction(async () => {
      const had = await this.throttler.unlock(who);
      if (had) await this.audit.record({ action, result: 'success', subject: who.name });
      return had;
    });
    const text = unlocked
      ? 'The failed sign-ins are forgotten; signing in works again.'
      : 'There was nothing to unlock.';
    return { text, json: { name: who.name, unlocked } };
  }
}
