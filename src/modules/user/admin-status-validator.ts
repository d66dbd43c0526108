import { Injectable } from '@nestjs/common';
import {
  PrincipalInactiveError,
  PrincipalType,
  TokenValidator,
  type AccessToken,
} from '../../contract/index.js';
import { AdminStatus } from './admin-status.js';

/**
 * Refuses an administrator's token once the account is off, even where a change that never heard
 * of revocations switched it off: a suspended user is out.
 */
@Injectable()
export class AdminStatusValidator extends TokenValidator {
  constructor(private readonly status: AdminStatus) {
    super();
  }

  override validate({ principal }: AccessToken): void | Promise<void> {
    if (principal.type !== PrincipalType.Admin) return;
    const active = this.status.isActive(principal.id);
    return active instanceof Promise ? active.then(refuseUnless) : refuseUnless(active);
  }
}

function refuseUnless(active: boolean): void {
  if (!active) throw new PrincipalInactiveError();
}
