import {
  DomainError,
  FurtherProofError,
  SignInFailedError,
  UnavailableError,
  type ErrorKind,
} from '../../contract/index.js';

/** The password is right; the code is to be sent to another route. The text is matched by clients. */
export class SecondFactorRequiredError extends DomainError {
  readonly code = 'TFA_REQUIRED';
  readonly kind: ErrorKind = 'invalid';

  constructor(activeProviders: readonly string[]) {
    super('Please use the 2fa provider-specific endpoints to obtain a token.', {
      active_providers: activeProviders,
    });
  }
}

/** The password is right, and a factor is to be proved beside it, on the same route. */
export class CodeRequiredError extends FurtherProofError {
  readonly code = 'TFA_CODE_REQUIRED';

  constructor(readonly active: readonly string[]) {
    super('A one-time code is required.', { active_providers: active });
  }
}

/** The password is right, and there is no provider that anybody could use. */
export class NoProviderForcedError extends DomainError {
  readonly code = 'TFA_NO_PROVIDER';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Please ask an administrator with sufficient access to configure 2FA first');
  }
}

/** The password is right, and a provider is still to be enrolled: the mail is out. */
export class EnrolmentRequiredError extends DomainError {
  readonly code = 'TFA_ENROLMENT';
  readonly kind: ErrorKind = 'invalid';

  constructor(providers: readonly string[], activeProviders: readonly string[]) {
    super(
      'You are required to configure personal Two-Factor Authorization in order to login. ' +
        'Please check your email.',
      { providers, active_providers: activeProviders },
    );
  }
}

/** The same, but the mail could not be sent. */
export class EnrolmentMailError extends DomainError {
  readonly code = 'TFA_MAIL';
  readonly kind: ErrorKind = 'invalid';

  constructor(options?: ErrorOptions) {
    super('Failed to send the message. Please contact the administrator', {}, options);
  }
}

/** A wrong, used or malformed one-time or recovery code. Counts towards the lock. */
export class InvalidCodeError extends SignInFailedError {
  override readonly code = 'TFA_CODE';

  constructor() {
    super({}, 'Invalid code.');
  }
}

export class ProviderNotAllowedError extends DomainError {
  readonly code = 'TFA_PROVIDER_NOT_ALLOWED';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Provider is not allowed.');
  }
}

export class ProviderNotConfiguredError extends DomainError {
  readonly code = 'TFA_PROVIDER_NOT_CONFIGURED';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Provider is not configured.');
  }
}

export class ProviderConfiguredError extends DomainError {
  readonly code = 'TFA_PROVIDER_CONFIGURED';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Provider is already configured.');
  }
}

/** A provider that is none, or none of this user. */
export class UserProviderError extends DomainError {
  readonly code = 'TFA_USER_PROVIDER';
  readonly kind: ErrorKind = 'not-found';

  constructor(code: string) {
    super('Unknown or not enabled provider %1 for this user', [code]);
  }
}

/** An enrolment token is forged, expired, or no longer good for its user. */
export class EnrolmentTokenError extends DomainError {
  readonly code = 'TFA_TOKEN';
  readonly kind: ErrorKind = 'unauthenticated';

  /** @param message The lists of providers word it otherwise. */
  constructor(message = 'Invalid two-factor authorization token') {
    super(message);
  }
}

/** Recovery codes are shown once; whoever wants others needs the password. */
export class RecoveryCodesShownError extends DomainError {
  readonly code = 'TFA_RECOVERY_SHOWN';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Recovery codes have been shown already. Sign in to replace them.');
  }
}

/** Another process has a newer master key, or a key is gone. Nothing was decided. */
export class SealedByUnknownKeyError extends UnavailableError {
  readonly code = 'TFA_UNKNOWN_KEY';

  constructor() {
    super('The service is temporarily unavailable. Please try again later.');
  }
}

/** Met by operators only. */
export class UnknownTfaUserError extends DomainError {
  readonly code = 'TFA_USER_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor(username: string) {
    super('Unknown user %1', [username]);
  }
}

/** Met by operators only. */
export class UnknownProviderError extends DomainError {
  readonly code = 'TFA_PROVIDER_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor(code: string) {
    super('Unknown provider %1', [code]);
  }
}

/** Met by operators only. */
export class SecretFormatError extends DomainError {
  readonly code = 'TFA_SECRET';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('The secret must be base32 (RFC 4648): letters A to Z and digits 2 to 7.');
  }
}
