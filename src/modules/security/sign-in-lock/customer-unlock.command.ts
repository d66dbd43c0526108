import { Injectable } from '@nestjs/common';
import { ConsoleCommand, PrincipalType, type ConsoleResult } from '../../../contract/index.js';
import { SignInUnlock } from './sign-in-unlock.js';

/** `customer:unlock` */
@Injectable()
export class CustomerUnlockCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'customer:unlock',
    summary: "Forgets a customer's failed sign-ins, and with them the lock.",
    arguments: [['<email>', 'whose']] as const,
  };

  constructor(private readonly unlock: SignInUnlock) {
    super();
  }

  override run([email = '']: readonly string[]): Promise<ConsoleResult> {
    return this.unlock.run({ type: PrincipalType.Customer, name: email });
  }
}
