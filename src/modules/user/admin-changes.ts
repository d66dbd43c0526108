import { Injectable } from '@nestjs/common';
import { AuditTrail, PrincipalType, TokenRevoker } from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { Database } from '../../persistence/index.js';
import { AdminStatus } from './admin-status.js';
import { AdminUser } from './persistence/admin-user.entity.js';

/** What is to happen to an account. */
export interface AdminChange {
  /** For the audit trail: `admin.password`. */
  readonly action: string;
  readonly columns?: Partial<Pick<AdminUser, 'email' | 'password' | 'isActive' | 'expiresAt'>>;
  /** Whether it ends every token of the account. */
  readonly revokes: boolean;
}

/** Changes accounts: the account, the end of its tokens and the note of it are one transaction. */
@Injectable()
export class AdminChanges {
  constructor(
    private readonly database: Database,
    private readonly status: AdminStatus,
    private readonly audit: AuditTrail,
    @InjectAll(TokenRevoker) private readonly revokers: readonly TokenRevoker[],
  ) {}

  async apply({ id, username }: AdminUser, change: AdminChange): Promise<void> {
    const { action, columns, revokes } = change;
    await this.database.transaction(async () => {
      if (columns) await this.database.run((manager) => manager.update(AdminUser, { id }, columns));
      if (revokes)
        for (const revoker of this.revokers)
          await revoker.revokeAllFor({ type: PrincipalType.Admin, id });
      await this.audit.record({ action, result: 'success', subject: username });
    });
    this.status.forget(id);
  }
}
