export type { AbortSignalLike } from './abortable.js';
export type { BaseUrl } from './base-url.js';
export type { Bearer, BearerSource } from './bearer-source.js';
export type { Clock } from './clock.js';
export {
  OneTimeCodeRequiredError,
  ServiceUnavailableError,
  SessionEndedError,
  SignInPausedError,
  SignInRefusedError,
  TokenwrightError,
  UnexpectedAnswerError,
} from './errors.js';
export type { StoredToken } from './held-token.js';
export {
  createIntegrationClient,
  type IntegrationClient,
} from './integration/integration-client.js';
export type { IntegrationClientOptions } from './integration/integration-options.js';
export { renderMessage, serverMessageOf, type ServerMessage } from './server-message.js';
export type { Fetch } from './service-caller.js';
export type { LeaseStorage } from './session/lease-lock.js';
export { createSessionClient, type SessionClient } from './session/session-client.js';
export type {
  SessionEvent,
  SessionListener,
  SessionUser,
  SignOutReason,
} from './session/session-events.js';
export type { SessionClientOptions, TabOptions } from './session/session-options.js';
export type { Grant, SignInCredentials } from './session/session-routes.js';
export type { SessionStatus } from './session/session-state.js';
export type { TabPort } from './session/tab-channel.js';
export type { WebLocks } from './session/web-locks-lock.js';
export { createTokenClient, type TokenClient } from './token/token-client.js';
export type { TokenClientOptions } from './token/token-options.js';
export type { StorageChoice, TokenStorage } from './token-storage.js';
