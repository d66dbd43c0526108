import { DomainError, UnavailableError, type ErrorKind } from '../../contract/index.js';

/** There is no refresh token in the request, or no single one. */
export class RefreshTokenMissingError extends DomainError {
  readonly code = 'REFRESH_TOKEN_MISSING';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor() {
    super('No refresh token found.');
  }
}

/** Unknown, ended, expired or replayed: one answer for all, and final. */
export class RefreshTokenGoneError extends DomainError {
  readonly code = 'REFRESH_TOKEN_GONE';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor() {
    super('The refresh token no longer exists.');
  }
}

/** The owner of the session is switched off or gone. */
export class SessionOwnerInactiveError extends DomainError {
  readonly code = 'SESSION_OWNER_INACTIVE';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor(options?: ErrorOptions) {
    super('The user is inactive.', {}, options);
  }
}

/** A page of a foreign origin calls. */
export class OriginNotAllowedError extends DomainError {
  readonly code = 'ORIGIN_NOT_ALLOWED';
  readonly kind: ErrorKind = 'forbidden';

  constructor() {
    super('Origin is not allowed.');
  }
}

/** There is no such session, or it is somebody else's. */
export class UnknownSessionError extends DomainError {
  readonly code = 'SESSION_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('The session does not exist.');
  }
}

/** There is nobody of that name or number to act for. */
export class UnknownAccountError extends DomainError {
  readonly code = 'SESSION_ACCOUNT_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('The account does not exist.');
  }
}

/** A field of a request to `/auth` will not do. */
export class SessionFieldError extends DomainError {
  readonly code = 'SESSION_FIELD';
  readonly kind: ErrorKind = 'invalid';

  constructor(fieldName: string, rule: string) {
    super('"%fieldName" must be %rule.', { fieldName, rule });
  }
}

/** Acting for somebody ends where it would lock them out, or out of sight. */
export class ImpersonationRestrictedError extends DomainError {
  readonly code = 'IMPERSONATION_RESTRICTED';
  readonly kind: ErrorKind = 'forbidden';

  constructor() {
    super('This is not possible while acting for somebody else.');
  }
}

/** Too many at once want the same row, or another process has a newer key. Nothing was decided. */
export class SessionBusyError extends UnavailableError {
  readonly code = 'SESSION_BUSY';

  constructor(options?: ErrorOptions) {
    super('The service is busy. Please try again later.', {}, options);
  }
}

/** Too many tokens that nobody was given come from one address. Nothing was looked at. */
export class RefreshOverBudgetError extends DomainError {
  readonly code = 'REFRESH_OVER_BUDGET';
  readonly kind: ErrorKind = 'unavailable';

  constructor(readonly retryAfterSeconds: number) {
    super('The service is busy. Please try again later.');
  }
}
