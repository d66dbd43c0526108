import { Injectable } from '@nestjs/common';
import {
  Clock,
  ConsoleCommand,
  type ConsoleResult,
  type NumericDate,
} from '../../contract/index.js';
import { Roles } from '../authorization/index.js';
import { AdminAccounts } from './admin-accounts.js';
import type { AdminUser } from './persistence/admin-user.entity.js';

/** `admin:user:list` */
@Injectable()
export class AdminUserListCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'admin:user:list',
    summary: 'Lists the administrators and their roles.',
  };

  constructor(
    private readonly accounts: AdminAccounts,
    private readonly roles: Roles,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const roles = await this.roles.ofAdministrators();
    const admins = (await this.accounts.list()).map((admin) => ({
      ...summary(admin),
      role: roles.get(admin.id) ?? null,
    }));
    const now = new Date(this.clock.now() * 1_000).toISOString();
    const text = admins
      .map(({ id, username, email, active, expires, lastSignIn, role }) =>
        [
          ...[id, username, email, stateOf(active, expires, now), lastSignIn ?? 'never'],
          role ?? 'no role',
        ].join('\t'),
      )
      .join('\n');
    return { text, json: admins };
  }
}

function stateOf(active: boolean, expires: string | null, now: string): string {
  if (!active) return 'inactive';
  return expires !== null && expires <= now ? 'expired' : 'active';
}

const iso = (time: NumericDate | null): string | null =>
  time === null ? null : new Date(time * 1_000).toISOString();

const summary = ({ id, username, email, isActive, expiresAt, logdate, lognum }: AdminUser) => ({
  id,
  username,
  email,
  active: isActive,
  expires: iso(expiresAt),
  lastSignIn: iso(logdate),
  signIns: lognum,
});
