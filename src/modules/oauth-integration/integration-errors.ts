import {
  DomainError,
  TokenRefusedError,
  UnavailableError,
  type ErrorKind,
  type NumericDate,
} from '../../contract/index.js';

/** A call from an address that is not on the integration's list. */
export class SourceRefusedError extends TokenRefusedError {
  readonly code = 'INTEGRATION_SOURCE';
  readonly hint = 'The integration may not call from this address';

  constructor() {
    super('The integration may not call from this address.');
  }
}

/** Magento's texts, here and below. */
export class UnknownIntegrationError extends DomainError {
  readonly code = 'INTEGRATION_UNKNOWN';
  readonly kind: ErrorKind = 'not-found';

  static id = (id: string): UnknownIntegrationError =>
    new this('The integration with ID "%1" doesn\'t exist.', [id]);
  static named = (name: string): UnknownIntegrationError =>
    new this('There is no integration named "%1".', [name]);
}

export class IntegrationIdError extends DomainError {
  readonly code = 'INTEGRATION_ID';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Integration ID is not specified or is invalid.');
  }
}

export class IntegrationExistsError extends DomainError {
  readonly code = 'INTEGRATION_EXISTS';
  readonly kind: ErrorKind = 'invalid';

  constructor(name: string) {
    super('The integration with name "%1" exists.', [name]);
  }
}

export class IntegrationFieldError extends DomainError {
  readonly code = 'INTEGRATION_FIELD';
  readonly kind: ErrorKind = 'invalid';

  constructor(fieldName: string, rule: string) {
    super('"%fieldName" must be %rule.', { fieldName, rule });
  }
}

export class NothingToChangeError extends DomainError {
  readonly code = 'INTEGRATION_NO_CHANGE';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Nothing to change. Say what with an option; --help lists them.');
  }
}

/** A URL of the handshake will not do; with the reason, where there is one beside the text. */
export class CallbackUrlError extends DomainError {
  readonly code = 'INTEGRATION_CALLBACK_URL';
  readonly kind: ErrorKind = 'invalid';

  constructor(options?: ErrorOptions) {
    super('Invalid Callback URL', {}, options);
  }
}

/** What a module's `di.ts` says is not for people to change. */
export class ConfiguredIntegrationError extends DomainError {
  readonly code = 'INTEGRATION_CONFIGURED';
  readonly kind: ErrorKind = 'invalid';

  static edit = (): ConfiguredIntegrationError =>
    new this("The integrations created in the config file can't be edited.");
  static remove = (name: string): ConfiguredIntegrationError =>
    new this("Uninstall the extension to remove integration '%1'.", [name]);
}

export class IntegrationStateError extends DomainError {
  readonly code = 'INTEGRATION_STATE';
  readonly kind: ErrorKind = 'invalid';

  /** @param problem Why it cannot be done as things stand. */
  constructor(name: string, problem: string) {
    super("Integration '%1' %2.", [name, problem]);
  }

  /** The token of one that is active may have been lost all the same, with the answer that had it. */
  static active = (name: string): IntegrationStateError =>
    new this(name, 'is active already; reauthorize it to begin anew');

  /** Somebody else took its URLs away, or gave it some. */
  static changed = (name: string): IntegrationStateError =>
    new this(name, 'was changed meanwhile; try again');
}

/** One roll more would end credentials before the end of their overlap. */
export class RolledTooOftenError extends DomainError {
  readonly code = 'INTEGRATION_ROLLED';
  readonly kind: ErrorKind = 'invalid';

  /** @param at When the first of the old credentials ends. */
  constructor(rolls: number, at: NumericDate) {
    super(
      'The credentials were rolled %1 times, and those before each roll are good still. ' +
        'Roll again after %2, or end them all by reauthorizing the integration.',
      [String(rolls), new Date(at * 1_000).toISOString()],
    );
  }
}

/** The endpoint could not be told the credentials; the reason is in the log. */
export class ActivationPostError extends DomainError {
  readonly code = 'INTEGRATION_POST';
  readonly kind: ErrorKind = 'invalid';

  constructor(options?: ErrorOptions) {
    super(
      'The attempt to post data to consumer failed due to an unexpected error. ' +
        'Please try again later.',
      {},
      options,
    );
  }
}

export class OwnPasswordError extends DomainError {
  readonly code = 'INTEGRATION_OWN_PASSWORD';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor() {
    super(
      'The password entered for the current user is invalid. Verify the password and try again.',
    );
  }
}

export class OwnAccountLockedError extends DomainError {
  readonly code = 'INTEGRATION_OWN_ACCOUNT_LOCKED';
  readonly kind: ErrorKind = 'unauthenticated';

  constructor() {
    super('Your account is temporarily disabled. Please try again later.');
  }
}

/** Another process has a newer master key, or a key is gone. Nothing was decided. */
export class SecretKeyMissingError extends UnavailableError {
  readonly code = 'INTEGRATION_SECRET_KEY';

  constructor() {
    super('The service is temporarily unavailable. Please try again later.');
  }
}

/** Two changes of one secret met. Nothing was changed. */
export class CredentialsBusyError extends UnavailableError {
  readonly code = 'INTEGRATION_CREDENTIALS_BUSY';

  constructor() {
    super('The service is temporarily unavailable. Please try again later.');
  }
}
