import { Module } from '@nestjs/common';
import { AuthorizationModule } from '../authorization/index.js';
import { UserModule } from '../user/index.js';
import { IntegrationActivateCommand } from './commands/integration-activate.command.js';
import { IntegrationCreateCommand } from './commands/integration-create.command.js';
import { IntegrationDeactivateCommand } from './commands/integration-deactivate.command.js';
import { IntegrationDeleteCommand } from './commands/integration-delete.command.js';
import { IntegrationListCommand } from './commands/integration-list.command.js';
import { IntegrationReauthorizeCommand } from './commands/integration-reauthorize.command.js';
import { IntegrationRollCommand } from './commands/integration-roll.command.js';
import { IntegrationShowCommand } from './commands/integration-show.command.js';
import { IntegrationUpdateCommand } from './commands/integration-update.command.js';
import { HandshakeController } from './handshake.controller.js';
import { IntegrationController } from './integration.controller.js';
import { IntegrationResourcesController } from './integration-resources.controller.js';
import { ActivationPost } from './activation-post.js';
import { ConfiguredIntegrationsTask } from './configured-integrations.task.js';
import { ExpiryMails } from './expiry-mails.js';
import { ExpiryNotices } from './expiry-notices.js';
import { ExpiryTimer } from './expiry-timer.js';
import { ExpiryWarnings } from './expiry-warnings.js';
import { Handshake } from './handshake.js';
import { IntegrationBearerStrategy } from './integration-bearer.strategy.js';
import { IntegrationChanges } from './integration-changes.js';
import { IntegrationChecks } from './integration-checks.js';
import { IntegrationDirectory } from './integration-directory.js';
import { IntegrationLifecycle } from './integration-lifecycle.js';
import { IntegrationStanding } from './integration-standing.js';
import { IntegrationSummaries } from './integration-summaries.js';
import { IntegrationTokenRevoker } from './integration-token-revoker.js';
import { IntegrationUse } from './integration-use.js';
import { Integrations } from './integrations.js';
import { OauthCredentials } from './oauth-credentials.js';
import { OauthNonceGauge } from './oauth-nonce-gauge.js';
import { OauthNoncePurger } from './oauth-nonce-purger.js';
import { OauthNonces } from './oauth-nonces.js';
import { OauthRecords } from './oauth-records.js';
import { OauthStrategy } from './oauth.strategy.js';
import { OauthTokenPurger } from './oauth-token-purger.js';
import { OwnPassword } from './own-password.js';
import { RequestVerifier } from './request-verifier.js';
import { SecretResealer } from './secret-resealer.js';
import { SecretVault } from './secret-vault.js';
import { Sha1Warning } from './sha1-warning.js';
import { SubmittedIntegrations } from './submitted-integrations.js';

const providers = [
  ActivationPost,
  ConfiguredIntegrationsTask,
  ExpiryMails,
  ExpiryNotices,
  ExpiryTimer,
  ExpiryWarnings,
  Handshake,
  IntegrationBearerStrategy,
  IntegrationChanges,
  IntegrationChecks,
  IntegrationDirectory,
  IntegrationLifecycle,
  IntegrationStanding,
  IntegrationSummaries,
  IntegrationTokenRevoker,
  IntegrationUse,
  Integrations,
  OauthCredentials,
  OauthNonceGauge,
  OauthNoncePurger,
  OauthNonces,
  OauthRecords,
  OauthStrategy,
  OauthTokenPurger,
  OwnPassword,
  RequestVerifier,
  SecretResealer,
  SecretVault,
  Sha1Warning,
  SubmittedIntegrations,
  IntegrationActivateCommand,
  IntegrationCreateCommand,
  IntegrationDeactivateCommand,
  IntegrationDeleteCommand,
  IntegrationListCommand,
  IntegrationReauthorizeCommand,
  IntegrationRollCommand,
  IntegrationShowCommand,
  IntegrationUpdateCommand,
];

@Module({
  imports: [AuthorizationModule, UserModule],
  controllers: [HandshakeController, IntegrationController, IntegrationResourcesController],
  providers,
  exports: providers,
})
export class OauthIntegrationModule {}
