import { Module } from '@nestjs/common';
import { AuthorizationModule } from '../authorization/index.js';
import { IntegrationModule } from '../integration/index.js';
import { UserModule } from '../user/index.js';
import { AbsentProvidersController } from './absent-providers.controller.js';
import { EnrolmentInvitations } from './enrolment/enrolment-invitations.js';
import { EnrolmentTokens } from './enrolment/enrolment-tokens.js';
import { Enrolments } from './enrolment/enrolments.js';
import { LostLinkWarning } from './enrolment/lost-link-warning.js';
import { TfatController } from './enrolment/tfat.controller.js';
import { FactorChanges } from './factor-changes.js';
import { FactorProofs } from './factor-proofs.js';
import { FactorResealer } from './factor-resealer.js';
import { FactorSeal } from './factor-seal.js';
import { FactorStore } from './factor-store.js';
import { GoogleAuthenticator } from './google/google-authenticator.js';
import { GoogleController } from './google/google.controller.js';
import { MachineExemption } from './machine-exemption.js';
import { FactorNotices } from './mail/factor-notices.js';
import { ManagementController } from './management.controller.js';
import { FactorList } from './own/factor-list.js';
import { FactorListController } from './own/factor-list.controller.js';
import { OwnFactors } from './own/own-factors.js';
import { OwnFactorsController } from './own/own-factors.controller.js';
import { ProviderPolicy } from './provider-policy.js';
import { FirstRecoveryCodes } from './recovery/first-recovery-codes.js';
import { RecoveryCodeProof } from './recovery/recovery-code-proof.js';
import { RecoveryCodes } from './recovery/recovery-codes.js';
import { TfaGoogleSetSecretCommand } from './tfa-google-set-secret.command.js';
import { TfaProvidersCommand } from './tfa-providers.command.js';
import { TfaResetCommand } from './tfa-reset.command.js';
import { TfaStatusCommand } from './tfa-status.command.js';
import { TfaUserDirectory } from './tfa-user-directory.js';
import { TfaUsers } from './tfa-users.js';
import { TwoFactorAdminTokenService } from './two-factor-admin-token-service.js';
import { TwoFactorGate } from './two-factor-gate.js';
import { TwoFactorSignIn } from './two-factor-sign-in.js';
import { SecurityKeys } from './u2fkey/security-keys.js';
import { U2fkeyController } from './u2fkey/u2fkey.controller.js';

const providers = [
  EnrolmentInvitations,
  EnrolmentTokens,
  Enrolments,
  FactorChanges,
  FactorList,
  FactorNotices,
  FactorProofs,
  FactorResealer,
  FactorSeal,
  FactorStore,
  FirstRecoveryCodes,
  GoogleAuthenticator,
  LostLinkWarning,
  MachineExemption,
  OwnFactors,
  ProviderPolicy,
  RecoveryCodeProof,
  RecoveryCodes,
  SecurityKeys,
  TfaGoogleSetSecretCommand,
  TfaProvidersCommand,
  TfaResetCommand,
  TfaStatusCommand,
  TfaUserDirectory,
  TfaUsers,
  TwoFactorAdminTokenService,
  TwoFactorGate,
  TwoFactorSignIn,
];

@Module({
  imports: [AuthorizationModule, IntegrationModule, UserModule],
  controllers: [
    AbsentProvidersController,
    FactorListController,
    GoogleController,
    ManagementController,
    OwnFactorsController,
    TfatController,
    U2fkeyController,
  ],
  providers,
  exports: providers,
})
export class TwoFactorAuthModule {}
