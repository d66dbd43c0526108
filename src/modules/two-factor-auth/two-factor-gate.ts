import { Injectable } from '@nestjs/common';
import {
  PrincipalType,
  SecondFactor,
  type SecondFactorProof,
  type SignIn,
} from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import type { AdminUser } from '../user/index.js';
import { EnrolmentInvitations } from './enrolment/enrolment-invitations.js';
import {
  CodeRequiredError,
  EnrolmentRequiredError,
  NoProviderForcedError,
  SecondFactorRequiredError,
} from './errors.js';
import { FactorProofs } from './factor-proofs.js';
import { MachineExemption } from './machine-exemption.js';
import { ProviderPolicy } from './provider-policy.js';
import { TfaUserDirectory } from './tfa-user-directory.js';

/** What an administrator's password is worth alone: a mail, or a sentence that says what is missing. */
@Injectable()
export class TwoFactorGate extends SecondFactor {
  constructor(
    private readonly users: TfaUserDirectory,
    private readonly policy: ProviderPolicy,
    private readonly proofs: FactorProofs,
    private readonly exemption: MachineExemption,
    private readonly invitations: EnrolmentInvitations,
    private readonly database: Database,
  ) {
    super();
  }

  /**
   * Customers have no second factor.
   *
   * @throws {NoProviderForcedError}
   * @throws {EnrolmentRequiredError} The mail goes out when the ambient transaction is over: one that
   *   waits for a mail server would hold locks meanwhile.
   * @throws {CodeRequiredError} @throws {InvalidCodeError} @throws {InvalidKeyError}
   */
  override async verify({ principal }: SignIn, proof: SecondFactorProof): Promise<void> {
    if (principal.type !== PrincipalType.Admin) return;
    const user = await this.users.withId(principal.id);
    if (await this.exemption.use(user)) return;
    if (this.policy.forcedCodes.length === 0) throw new NoProviderForcedError();
    const active = await this.policy.activeOf(user.id);
    if (active.length === 0) return this.demandEnrolment(user, active);
    if (!isSent(proof)) throw new CodeRequiredError(active);
    await this.proofs.prove(user, proof);
  }

  /**
   * The same as Magento's token route says it: a client that sent no code is told of other routes,
   * or of what is still to be enrolled.
   *
   * @throws {SecondFactorRequiredError} And what {@link verify} throws beside its wish for a code.
   */
  async verifyForToken(signIn: SignIn, proof: SecondFactorProof): Promise<void> {
    try {
      await this.verify(signIn, proof);
    } catch (error) {
      if (!(error instanceof CodeRequiredError)) throw error;
      const { active } = error;
      if (active.length === this.policy.forcedCodes.length)
        throw new SecondFactorRequiredError(active);
      await this.demandEnrolment(await this.users.withId(signIn.principal.id), active);
    }
  }

  private async demandEnrolment(user: AdminUser, active: readonly string[]): Promise<never> {
    // Its error, if there is one, takes the place of the one below. The account is read anew: with the
    // sign-in, a renewed hash of its password is taken back, and the link is for the one that is stored.
    await this.database.afterEnd(async () =>
      this.invitations.send(await this.users.withId(user.id)),
    );
    throw new EnrolmentRequiredError(this.policy.forcedCodes, active);
  }

  /** @throws {CodeRequiredError} @throws {InvalidCodeError} @throws {InvalidKeyError} */
  override async confirm({ principal }: SignIn, proof: SecondFactorProof): Promise<void> {
    if (principal.type !== PrincipalType.Admin) return;
    const user = await this.users.withId(principal.id);
    const active = await this.policy.activeOf(user.id);
    if (active.length === 0 || (await this.exemption.use(user))) return;
    if (!isSent(proof)) throw new CodeRequiredError(active);
    await this.proofs.prove(user, proof);
  }
}

const isSent = ({ otp, publicKeyCredentialJson }: SecondFactorProof): boolean =>
  otp !== undefined || publicKeyCredentialJson !== undefined;
