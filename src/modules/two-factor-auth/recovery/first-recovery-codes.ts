import { Injectable } from '@nestjs/common';
import type { SecondFactorProof } from '../../../contract/index.js';
import { EnrolmentTokens } from '../enrolment/enrolment-tokens.js';
import { RecoveryCodesShownError } from '../errors.js';
import { FactorChanges } from '../factor-changes.js';
import { FactorProofs } from '../factor-proofs.js';
import { TwoFactorSignIn } from '../two-factor-sign-in.js';
import { RecoveryCodes } from './recovery-codes.js';

/** The recovery codes at the end of an enrolment: by its token and the new factor, once. */
@Injectable()
export class FirstRecoveryCodes {
  constructor(
    private readonly tokens: EnrolmentTokens,
    private readonly signIns: TwoFactorSignIn,
    private readonly proofs: FactorProofs,
    private readonly codes: RecoveryCodes,
    private readonly changes: FactorChanges,
  ) {}

  /** @throws {EnrolmentTokenError} @throws {RecoveryCodesShownError} */
  async make(tfat: string, proof: SecondFactorProof): Promise<string[]> {
    const { user } = await this.tokens.verify(tfat);
    return this.signIns.guarded(user.username, async () => {
      await this.proofs.prove(user, proof);
      if ((await this.codes.left(user.id)) !== undefined) throw new RecoveryCodesShownError();
      return this.changes.newRecoveryCodes(user);
    });
  }
}
