import {
  AdminTokenService,
  CustomerCredentialVerifier,
  CustomerTokenService,
  IssueClock,
  LiveTokenCounter,
  Purger,
  TokenIssuer,
  TokenReader,
  TokenRevoker,
  TokenValidator,
} from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { ExpirationValidator } from './expiration-validator.js';
import { IntegrationModule } from './integration.module.js';
import { IntegrationSettings } from './integration-settings.js';
import { NoCustomers } from './no-customers.js';
import { OpaqueLiveTokenCounter } from './opaque-live-token-counter.js';
import { OpaqueTokenIssuer } from './opaque-token-issuer.js';
import { OpaqueTokenPurger } from './opaque-token-purger.js';
import { OpaqueTokenReader } from './opaque-token-reader.js';
import { OpaqueTokenRevoker } from './opaque-token-revoker.js';
import { PasswordAdminTokenService } from './password-admin-token-service.js';
import { PasswordCustomerTokenService } from './password-customer-token-service.js';
import { CreateTokenTables1763700120000 } from './persistence/1763700120000-create-token-tables.js';
import { OpaqueToken } from './persistence/opaque-token.entity.js';
import { TokenRevocation } from './persistence/token-revocation.entity.js';
import { RevocationIssueClock } from './revocation-issue-clock.js';
import { RevocationRecorder } from './revocation-recorder.js';
import { RevocationValidator } from './revocation-validator.js';
import { TokenInspectCommand } from './token-inspect.command.js';
import { TokenPurgeCommand } from './token-purge.command.js';
import { TokenRevokeCommand } from './token-revoke.command.js';

export const feature = defineFeature({
  module: IntegrationModule,
  preferences: [
    prefer(AdminTokenService, PasswordAdminTokenService),
    prefer(CustomerTokenService, PasswordCustomerTokenService),
    prefer(CustomerCredentialVerifier, NoCustomers),
    prefer(IssueClock, RevocationIssueClock),
    prefer(TokenIssuer, OpaqueTokenIssuer),
  ],
  contributions: [
    contribute(TokenReader, OpaqueTokenReader),
    contribute(TokenValidator, ExpirationValidator),
    contribute(TokenValidator, RevocationValidator),
    contribute(TokenRevoker, RevocationRecorder),
    contribute(TokenRevoker, OpaqueTokenRevoker),
    contribute(LiveTokenCounter, OpaqueLiveTokenCounter),
    contribute(Purger, OpaqueTokenPurger),
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
  commands: [TokenInspectCommand, TokenRevokeCommand, TokenPurgeCommand],
  settings: [IntegrationSettings],
  entities: [OpaqueToken, TokenRevocation],
  migrations: [CreateTokenTables1763700120000],
});
