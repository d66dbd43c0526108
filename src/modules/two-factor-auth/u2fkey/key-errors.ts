import { DomainError, SignInFailedError, type ErrorKind } from '../../../contract/index.js';

/** An answer of a security key that does not prove anything. Counts towards the lock. */
export class InvalidKeyError extends SignInFailedError {
  override readonly code = 'TFA_KEY';
  override readonly kind: ErrorKind = 'invalid';

  constructor(options?: ErrorOptions) {
    super(options, 'Invalid U2F key.');
  }
}

/** What was sent as an answer of a security key is none. */
export class KeyDataError extends DomainError {
  readonly code = 'TFA_KEY_DATA';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Invalid U2F key data');
  }
}

/** Somebody has as many security keys as there may be. */
export class KeyLimitError extends DomainError {
  readonly code = 'TFA_KEY_LIMIT';
  readonly kind: ErrorKind = 'invalid';

  constructor(limit: number) {
    super('There can be %limit security keys. Remove one first.', { limit: String(limit) });
  }
}

/** A security key is to be removed that is none of the user's. */
export class KeyUnknownError extends DomainError {
  readonly code = 'TFA_KEY_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('The security key does not exist.');
  }
}

export class KeyRegistrationError extends DomainError {
  readonly code = 'TFA_KEY_REGISTRATION';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('U2f key registration was not started.');
  }
}

export class KeyPromptError extends DomainError {
  readonly code = 'TFA_KEY_PROMPT';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('U2f authentication prompt not sent.');
  }
}
