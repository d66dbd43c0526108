import { Module } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { CorsServerSetup } from './cors-server-setup.js';
import { Impersonation } from './impersonation.js';
import { LiveSessions } from './live-sessions.js';
import { LoginController } from './login.controller.js';
import { OriginGuard } from './origin.guard.js';
import { PasswordChange } from './password-change.js';
import { PresentedTokens } from './presented-tokens.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshTokenController } from './refresh-token.controller.js';
import { RefreshTokenKeys } from './refresh-token-keys.js';
import { SessionAccessTokens } from './session-access-tokens.js';
import { SessionAnswer } from './session-answer.js';
import { SessionClaims } from './session-claims.js';
import { SessionEndCommand } from './session-end.command.js';
import { SessionEndings } from './session-endings.js';
import { SessionGuardian } from './session-guardian.js';
import { SessionIncidents } from './session-incidents.js';
import { SessionList } from './session-list.js';
import { SessionListCommand } from './session-list.command.js';
import { SessionNotices } from './session-notices.js';
import { SessionOpener } from './session-opener.js';
import { SessionOwner } from './session-owner.js';
import { SessionPolicy } from './session-policy.js';
import { SessionPurgeCommand } from './session-purge.command.js';
import { SessionPurger } from './session-purger.js';
import { SessionRefresher } from './session-refresher.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRevoker } from './session-revoker.js';
import { SessionRotation } from './session-rotation.js';
import { SessionRows } from './session-rows.js';
import { SessionSignIn } from './session-sign-in.js';
import { SessionValidator } from './session-validator.js';
import { SessionsController } from './sessions.controller.js';
import { SignInGate } from './sign-in-gate.js';

const providers = [
  Accounts,
  CorsServerSetup,
  Impersonation,
  LiveSessions,
  OriginGuard,
  PasswordChange,
  PresentedTokens,
  RefreshCookie,
  RefreshTokenKeys,
  SessionAccessTokens,
  SessionAnswer,
  SessionClaims,
  SessionEndCommand,
  SessionEndings,
  SessionGuardian,
  SessionIncidents,
  SessionList,
  SessionListCommand,
  SessionNotices,
  SessionOpener,
  SessionOwner,
  SessionPolicy,
  SessionPurgeCommand,
  SessionPurger,
  SessionRefresher,
  SessionRegistry,
  SessionRevoker,
  SessionRotation,
  SessionRows,
  SessionSignIn,
  SessionValidator,
  SignInGate,
];

@Module({
  controllers: [LoginController, RefreshTokenController, SessionsController],
  providers,
  exports: providers,
})
export class RefreshSessionModule {}
