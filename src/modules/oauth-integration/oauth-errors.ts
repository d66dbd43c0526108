import { DomainError, SchemeRefusedError, type ErrorKind } from '../../contract/index.js';

/**
 * A signed request is refused. The texts are Magento's, to the letter; several share a code where
 * an operator would do the same about them.
 */
abstract class OauthRefusedError extends SchemeRefusedError {
  readonly kind: ErrorKind = 'unauthenticated';

  get challenge(): string {
    return 'OAuth';
  }
}

export class OauthVersionError extends DomainError {
  readonly code = 'OAUTH_VERSION';
  readonly kind: ErrorKind = 'invalid';

  constructor(version: string) {
    super('The "%1" Oauth version isn\'t supported.', [version]);
  }
}

export class OauthTokenLengthError extends DomainError {
  readonly code = 'OAUTH_TOKEN_LENGTH';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('The token length is invalid. Check the length and try again.');
  }
}

export class SignatureMethodError extends DomainError {
  readonly code = 'OAUTH_SIGNATURE_METHOD';
  readonly kind: ErrorKind = 'invalid';

  constructor(method: string) {
    super('Signature method %1 is not supported', [method]);
  }
}

/** Parameters that no two parties would read alike. Magento has no text for it. */
export class OauthParametersError extends DomainError {
  readonly code = 'OAUTH_PARAMETERS';
  readonly kind: ErrorKind = 'invalid';

  static repeated = (name: string): OauthParametersError =>
    new this('The parameter "%1" must be given once, in the header.', [name]);
  static unreadable = (): OauthParametersError =>
    new this('The parameters of the request cannot be read.');
  static tooMany = (): OauthParametersError =>
    new this('The request has too many parameters to be signed.');
}

export class ConsumerRefusedError extends OauthRefusedError {
  readonly code = 'OAUTH_CONSUMER';

  static wrongLength = (): ConsumerRefusedError =>
    new this('Consumer key is not the correct length');
  static unknown = (): ConsumerRefusedError =>
    new this('A consumer having the specified key does not exist');
  static expired = (): ConsumerRefusedError => new this('Consumer key has expired');
}

export class NonceRefusedError extends OauthRefusedError {
  readonly code = 'OAUTH_NONCE';

  constructor(consumerId: number) {
    super('The nonce is already being used by the consumer with ID %1', [String(consumerId)]);
  }
}

/** The text speaks of the nonce in Magento, too; the header tells what is the matter. */
export class TimestampRefusedError extends OauthRefusedError {
  readonly code = 'OAUTH_TIMESTAMP';

  /** @param from The oldest timestamp that would do. @param to The newest. */
  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {
    super('An error occurred validating the nonce');
  }

  /** As in the Problem Reporting extension of OAuth Core 1.0. */
  override get challenge(): string {
    return `OAuth oauth_problem="timestamp_refused", oauth_acceptable_timestamps="${this.from}-${this.to}"`;
  }
}

export class SignatureRefusedError extends OauthRefusedError {
  readonly code = 'OAUTH_SIGNATURE';

  constructor() {
    super('The signature is invalid. Verify and try again.');
  }
}

export class OauthTokenRefusedError extends OauthRefusedError {
  readonly code = 'OAUTH_TOKEN';

  static none = (consumerId: number): OauthTokenRefusedError =>
    new this('A token with consumer ID %1 does not exist', [String(consumerId)]);
  static notVerifier = (): OauthTokenRefusedError =>
    new this('Cannot create request token because consumer token is not a verifier token');
  static unknown = (): OauthTokenRefusedError => new this('Specified token does not exist');
  static foreignRequest = (): OauthTokenRefusedError =>
    new this('Request token is not associated with the specified consumer');
  static used = (): OauthTokenRefusedError => new this('Token is already being used');
  static foreign = (): OauthTokenRefusedError =>
    new this('Token is not associated with the specified consumer');
  static notAccess = (): OauthTokenRefusedError => new this('Token is not an access token');
  static revoked = (): OauthTokenRefusedError => new this('Access token has been revoked');
}

export class VerifierRefusedError extends OauthRefusedError {
  readonly code = 'OAUTH_VERIFIER';

  static wrongLength = (): VerifierRefusedError => new this('Verifier is not the correct length');
  static wrong = (): VerifierRefusedError =>
    new this('Token verifier and verifier token do not match');
}
