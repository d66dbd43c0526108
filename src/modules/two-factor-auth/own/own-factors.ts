import { Injectable } from '@nestjs/common';
import type { SecondFactorProof } from '../../../contract/index.js';
import { Database } from '../../../persistence/index.js';
import type { AdminUser } from '../../user/index.js';
import { EnrolmentTokens } from '../enrolment/enrolment-tokens.js';
import { ProviderNotConfiguredError } from '../errors.js';
import { FactorChanges } from '../factor-changes.js';
import { FactorProofs } from '../factor-proofs.js';
import type { Credentials } from '../request-fields.js';
import { TFA_PROVIDERS } from '../tfa-provider.js';
import { TfaUserDirectory } from '../tfa-user-directory.js';
import { TwoFactorSignIn } from '../two-factor-sign-in.js';

/**
 * What administrators do with their own factors: with password and a proof each time, so that
 * whoever has got hold of a session alone changes nothing; and told by mail.
 */
@Injectable()
export class OwnFactors {
  constructor(
    private readonly signIns: TwoFactorSignIn,
    private readonly users: TfaUserDirectory,
    private readonly proofs: FactorProofs,
    private readonly changes: FactorChanges,
    private readonly tokens: EnrolmentTokens,
    private readonly database: Database,
  ) {}

  /** Replaces all recovery codes. */
  newRecoveryCodes(credentials: Credentials, proof: SecondFactorProof): Promise<string[]> {
    return this.proved(credentials, proof, (user) => this.changes.newRecoveryCodes(user));
  }

  /** @returns An enrolment token that allows to add to what there is, for a few minutes. */
  addFactor(credentials: Credentials, proof: SecondFactorProof): Promise<string> {
    return this.proved(credentials, proof, async (user) => this.tokens.issue(user, true));
  }

  /**
   * @param keyId Of the one security key to be removed; all that there is of the provider if missing.
   * @throws {ProviderNotConfiguredError} @throws {KeyUnknownError}
   */
  remove(
    credentials: Credentials,
    proof: SecondFactorProof,
    { providerCode, keyId }: { readonly providerCode: string; readonly keyId: string | undefined },
  ): Promise<void> {
    const provider = TFA_PROVIDERS.find(({ code }) => code === providerCode);
    return this.proved(credentials, proof, async (user) => {
      if (!provider) throw new ProviderNotConfiguredError();
      if (keyId !== undefined) return this.changes.removeKey(user, provider, keyId);
      if (!(await this.changes.remove(user, provider, 'tfa.remove')))
        throw new ProviderNotConfiguredError();
    });
  }

  private proved<T>(
    credentials: Credentials,
    proof: SecondFactorProof,
    then: (user: AdminUser) => Promise<T>,
  ): Promise<T> {
    return this.signIns.proved(
      credentials,
      async ({ principal }) => this.proofs.prove(await this.users.withId(principal.id), proof),
      async ({ principal }) =>
        this.database.transaction(async () => then(await this.users.withId(principal.id))),
    );
  }
}
