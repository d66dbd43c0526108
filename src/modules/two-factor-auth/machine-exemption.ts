import { Injectable } from '@nestjs/common';
import { AuditTrail, PrincipalType } from '../../contract/index.js';
import { Roles } from '../authorization/index.js';
import type { AdminUser } from '../user/index.js';

/** Right to sign in by password alone, for machines. No other right includes it, not even all. */
export const TFA_EXEMPT = 'Tokenwright::tfa_exempt';

/** Administrators that are machines, by a resource of their role. */
@Injectable()
export class MachineExemption {
  constructor(
    private readonly roles: Roles,
    private readonly audit: AuditTrail,
  ) {}

  async covers({ id }: AdminUser): Promise<boolean> {
    return this.roles.names({ type: PrincipalType.Admin, id }, TFA_EXEMPT);
  }

  /** @returns The same; each use is noted. */
  async use(user: AdminUser): Promise<boolean> {
    if (!(await this.covers(user))) return false;
    await this.audit.record({
      action: 'tfa.exempt',
      result: 'success',
      actor: { type: PrincipalType.Admin, id: user.id },
      subject: user.username,
    });
    return true;
  }
}
