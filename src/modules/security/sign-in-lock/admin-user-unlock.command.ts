import { Injectable } from '@nestjs/common';
import { ConsoleCommand, PrincipalType, type ConsoleResult } from '../../../contract/index.js';
import { SignInUnlock } from './sign-in-unlock.js';

/** `admin:user:unlock` */
@Injectable()
export class AdminUserUnlockCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:unlock',
    summary: "Forgets an administrator's failed sign-ins, and with them the lock.",
    arguments: [['<username>', 'whose']] as const,
  };

  constructor(private readonly unlock: SignInUnlock) {
    super();
  }

  override run([username = '']: readonly string[]): Promise<ConsoleResult> {
    return this.unlock.run({ type: PrincipalType.Admin, name: username });
  }
}
