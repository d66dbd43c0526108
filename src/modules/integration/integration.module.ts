import { Module } from '@nestjs/common';
import { UserModule } from '../user/index.js';
import { CustomerTokens } from './customer-tokens.js';
import { EveryonesTokens } from './everyones-tokens.js';
import { ExpirationValidator } from './expiration-validator.js';
import { NoCustomers } from './no-customers.js';
import { OpaqueLiveTokenCounter } from './opaque-live-token-counter.js';
import { OpaqueTokenIssuer } from './opaque-token-issuer.js';
import { OpaqueTokenPurger } from './opaque-token-purger.js';
import { OpaqueTokenReader } from './opaque-token-reader.js';
import { OpaqueTokenRevoker } from './opaque-token-revoker.js';
import { PasswordAdminTokenService } from './password-admin-token-service.js';
import { PasswordCustomerTokenService } from './password-customer-token-service.js';
import { PasswordOnlyWarning } from './password-only-warning.js';
import { PurgeTimer } from './purge-timer.js';
import { RevocationIssueClock } from './revocation-issue-clock.js';
import { RevocationRecorder } from './revocation-recorder.js';
import { RevocationValidator } from './revocation-validator.js';
import { Revocations } from './revocations.js';
import { SignInTokens } from './sign-in-tokens.js';
import { TokenController } from './token.controller.js';
import { TokenInspectCommand } from './token-inspect.command.js';
import { TokenPurgeCommand } from './token-purge.command.js';
import { TokenRevokeCommand } from './token-revoke.command.js';

const providers = [
  CustomerTokens,
  EveryonesTokens,
  ExpirationValidator,
  NoCustomers,
  OpaqueLiveTokenCounter,
  OpaqueTokenIssuer,
  OpaqueTokenPurger,
  OpaqueTokenReader,
  OpaqueTokenRevoker,
  PasswordAdminTokenService,
  PasswordCustomerTokenService,
  PasswordOnlyWarning,
  PurgeTimer,
  RevocationIssueClock,
  RevocationRecorder,
  RevocationValidator,
  Revocations,
  SignInTokens,
  TokenInspectCommand,
  TokenPurgeCommand,
  TokenRevokeCommand,
];

@Module({
  imports: [UserModule],
  controllers: [TokenController],
  providers,
  exports: providers,
})
export class IntegrationModule {}
