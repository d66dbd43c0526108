import { Injectable } from '@nestjs/common';
import { AuditTrail, PrincipalType } from '../../../contract/index.js';
import type { AdminUser } from '../../user/index.js';
import { FactorNotices } from '../mail/factor-notices.js';
import { RecoveryCodes } from './recovery-codes.js';

/** A recovery code in the place of another proof: used up, noted, and told by mail. */
@Injectable()
export class RecoveryCodeProof {
  constructor(
    private readonly codes: RecoveryCodes,
    private readonly audit: AuditTrail,
    private readonly notices: FactorNotices,
  ) {}

  /** @returns Whether the code is right and was not used yet. It is now. */
  async use(user: AdminUser, code: string): Promise<boolean> {
    if (!(await this.codes.use(user.id, code))) return false;
    const left = (await this.codes.left(user.id)) ?? 0;
    await this.audit.record({
      action: 'tfa.recovery-code',
      result: 'success',
      actor: { type: PrincipalType.Admin, id: user.id },
      subject: user.username,
      details: { left },
    });
    await this.notices.tell(user, `A recovery code was used; ${left} are left.`);
    return true;
  }
}
