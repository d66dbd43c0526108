import {
  AuthenticationStrategy,
  Gauge,
  PrincipalDirectory,
  Purger,
  Resealer,
  StartupTask,
  TokenRevoker,
} from '../../contract/index.js';
import { contribute, defineFeature } from '../../kernel/index.js';
import { IntegrationActivateCommand } from './commands/integration-activate.command.js';
import { IntegrationCreateCommand } from './commands/integration-create.command.js';
import { IntegrationDeactivateCommand } from './commands/integration-deactivate.command.js';
import { IntegrationDeleteCommand } from './commands/integration-delete.command.js';
import { IntegrationListCommand } from './commands/integration-list.command.js';
import { IntegrationReauthorizeCommand } from './commands/integration-reauthorize.command.js';
import { IntegrationRollCommand } from './commands/integration-roll.command.js';
import { IntegrationShowCommand } from './commands/integration-show.command.js';
import { IntegrationUpdateCommand } from './commands/integration-update.command.js';
import { ConfiguredIntegrationsTask } from './configured-integrations.task.js';
import { IntegrationBearerStrategy } from './integration-bearer.strategy.js';
import { IntegrationDirectory } from './integration-directory.js';
import { IntegrationTokenRevoker } from './integration-token-revoker.js';
import { OauthIntegrationModule } from './oauth-integration.module.js';
import { OauthNonceGauge } from './oauth-nonce-gauge.js';
import { OauthNoncePurger } from './oauth-nonce-purger.js';
import { OauthSettings } from './oauth-settings.js';
import { OauthTokenPurger } from './oauth-token-purger.js';
import { OauthStrategy } from './oauth.strategy.js';
import { CreateOauthIntegration1763712200000 } from './persistence/1763712200000-create-oauth-integration.js';
import { KeepEveryOldSecret1763716000000 } from './persistence/1763716000000-keep-every-old-secret.js';
import { Consumer } from './persistence/consumer.entity.js';
import { Integration } from './persistence/integration.entity.js';
import { OauthNonce } from './persistence/oauth-nonce.entity.js';
import { OauthToken } from './persistence/oauth-token.entity.js';
import { SecretResealer } from './secret-resealer.js';

export const feature = defineFeature({
  module: OauthIntegrationModule,
  contributions: [
    contribute(AuthenticationStrategy, OauthStrategy),
    contribute(AuthenticationStrategy, IntegrationBearerStrategy),
    contribute(Gauge, OauthNonceGauge),
    contribute(PrincipalDirectory, IntegrationDirectory),
    contribute(Purger, OauthNoncePurger),
    contribute(Purger, OauthTokenPurger),
    contribute(Resealer, SecretResealer),
    contribute(StartupTask, ConfiguredIntegrationsTask),
    contribute(TokenRevoker, IntegrationTokenRevoker),
  ],
  commands: [
    IntegrationActivateCommand,
    IntegrationCreateCommand,
    IntegrationDeactivateCommand,
    IntegrationDeleteCommand,
    IntegrationListCommand,
    IntegrationReauthorizeCommand,
    IntegrationRollCommand,
    IntegrationShowCommand,
    IntegrationUpdateCommand,
  ],
  acl: [
    { id: 'Magento_Backend::system', title: 'System' },
    {
      id: 'Magento_Integration::extensions',
      title: 'Extensions',
      parent: 'Magento_Backend::system',
    },
    {
      id: 'Magento_Integration::integrations',
      title: 'Integrations',
      parent: 'Magento_Integration::extensions',
    },
  ],
  settings: [OauthSettings],
  entities: [Integration, Consumer, OauthToken, OauthNonce],
  migrations: [CreateOauthIntegration1763712200000, KeepEveryOldSecret1763716000000],
});
