import { Inject, Injectable } from '@nestjs/common';
import {
  AuditTrail,
  DomainError,
  FurtherProofError,
  PrincipalType,
  SignInFailedError,
  type SignInName,
} from '../../../contract/index.js';
import { SignInLockSettings } from './sign-in-lock-settings.js';

const NOUNS = {
  [PrincipalType.Integration]: 'integration',
  [PrincipalType.Admin]: 'admin',
  [PrincipalType.Customer]: 'customer',
} as const;

/** What the audit trail says of attempts that come to nothing. */
@Injectable()
export class SignInNotes {
  constructor(
    private readonly audit: AuditTrail,
    @Inject(SignInLockSettings.token) private readonly settings: SignInLockSettings,
  ) {}

  /** Attempts that were refused unheard are not noted: a locked name costs nothing more. */
  async failed({ type, name }: SignInName, error: unknown): Promise<void> {
    if (!(error instanceof DomainError) || error instanceof FurtherProofError) return;
    if (error.kind !== 'unauthenticated' && !(error instanceof SignInFailedError)) return;
    await this.audit.record({
      action: `${NOUNS[type]}.sign-in`,
      result: 'failure',
      actor: 'anonymous',
      subject: name,
      details: { code: error.code },
    });
  }

  async locked({ type, name }: SignInName): Promise<void> {
    await this.audit.record({
      action: 'sign-in.lock',
      result: 'failure',
      actor: 'anonymous',
      subject: name,
      details: { account: NOUNS[type], seconds: this.settings.seconds },
    });
  }
}
