import { Injectable } from '@nestjs/common';
import { SignInFailedError, type SignIn } from '../../../contract/index.js';
import { Database } from '../../../persistence/index.js';
import type { AdminUser } from '../../user/index.js';
import { EnrolmentTokens } from '../enrolment/enrolment-tokens.js';
import { ProviderNotConfiguredError, RecoveryCodesShownError } from '../errors.js';
import { FactorChanges } from '../factor-changes.js';
import { FactorProofs } from '../factor-proofs.js';
import type { Credentials, SentProof } from '../request-fields.js';
import { TFA_PROVIDERS } from '../tfa-provider.js';
import { TfaUserDirectory } from '../tfa-user-directory.js';
import { TwoFactorSignIn } from '../two-factor-sign-in.js';
import { SecurityKeys } from '../u2fkey/security-keys.js';
import { RecoveryCodes } from './recovery-codes.js';

/** What administrators do with their own factors: with password and code, and told by mail. */
@Injectable()
export class OwnFactors {
  constructor(
    private readonly signIns: TwoFactorSignIn,
    private readonly users: TfaUserDirectory,
    private readonly proofs: FactorProofs,
    private readonly keys: SecurityKeys,
    private readonly codes: RecoveryCodes,
    private readonly changes: FactorChanges,
    private readonly tokens: EnrolmentTokens,
    private readonly database: Database,
  ) {}

  /** Replaces all recovery codes. */
  newRecoveryCodes(credentials: Credentials, proof: SentProof): Promise<string[]> {
    return this.proved(credentials, proof, (user) => this.changes.newRecoveryCodes(user));
  }

  /**
   * The same at the end of an enrolment, once.
   *
   * @throws {EnrolmentTokenError}
   * @throws {RecoveryCodesShownError}
   */
  async firstRecoveryCodes(tfat: string, code: string): Promise<string[]> {
    const user = await this.tokens.verify(tfat);
    return this.signIns.guarded(user.username, async () => {
      await this.proofs.proveCode(user, code);
      if ((await this.codes.left(user.id)) !== undefined) throw new RecoveryCodesShownError();
      return this.changes.newRecoveryCodes(user);
    });
  }

  /** @throws {ProviderNotConfiguredError} */
  remove(credentials: Credentials, proof: SentProof, providerCode: string): Promise<void> {
    const provider = TFA_PROVIDERS.find(({ code }) => code === providerCode);
    return this.proved(credentials, proof, async (user) => {
      if (!provider || !(await this.changes.remove(user, provider, 'tfa.remove')))
        throw new ProviderNotConfiguredError();
    });
  }

  private proved<T>(
    credentials: Credentials,
    proof: SentProof,
    then: (user: AdminUser) => Promise<T>,
  ): Promise<T> {
    return this.signIns.proved(
      credentials,
      (signIn) => this.prove(signIn, proof),
      async ({ principal }) =>
        this.database.transaction(async () => then(await this.users.withId(principal.id))),
    );
  }

  private async prove({ principal }: SignIn, proof: SentProof): Promise<void> {
    const { otp, publicKeyCredentialJson } = proof;
    if (otp !== undefined) return this.proofs.proveCode(await this.users.withId(principal.id), otp);
    if (publicKeyCredentialJson === undefined) throw new SignInFailedError();
    const factor = await this.proofs.factorOf(principal.id, 'u2fkey');
    await this.keys.verify(factor, publicKeyCredentialJson);
  }
}
