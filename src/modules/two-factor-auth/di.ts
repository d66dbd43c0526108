import { AdminTokenService, Resealer, SecondFactor } from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { FactorResealer } from './factor-resealer.js';
import { TFA_EXEMPT } from './machine-exemption.js';
import { TFA_MANAGEMENT } from './management.controller.js';
import { CreateTfaTables1763703000000 } from './persistence/1763703000000-create-tfa-tables.js';
import { TfaFactor } from './persistence/tfa-factor.entity.js';
import { TfaRecoveryCode } from './persistence/tfa-recovery-code.entity.js';
import { TfaUserConfig } from './persistence/tfa-user-config.entity.js';
import { TfaGoogleSetSecretCommand } from './tfa-google-set-secret.command.js';
import { TfaProvidersCommand } from './tfa-providers.command.js';
import { TfaResetCommand } from './tfa-reset.command.js';
import { TfaStatusCommand } from './tfa-status.command.js';
import { TwoFactorAdminTokenService } from './two-factor-admin-token-service.js';
import { TwoFactorAuthModule } from './two-factor-auth.module.js';
import { TwoFactorGate } from './two-factor-gate.js';
import { TwoFactorSettings } from './two-factor-settings.js';

export const feature = defineFeature({
  module: TwoFactorAuthModule,
  preferences: [prefer(AdminTokenService, TwoFactorAdminTokenService)],
  contributions: [contribute(Resealer, FactorResealer), contribute(SecondFactor, TwoFactorGate)],
  commands: [TfaProvidersCommand, TfaGoogleSetSecretCommand, TfaResetCommand, TfaStatusCommand],
  acl: [
    { id: TFA_MANAGEMENT, title: 'Two Factor Auth', parent: 'Magento_User::acl' },
    { id: TFA_EXEMPT, title: 'Sign in without a second factor (machines)' },
  ],
  settings: [TwoFactorSettings],
  entities: [TfaFactor, TfaRecoveryCode, TfaUserConfig],
  migrations: [CreateTfaTables1763703000000],
});
