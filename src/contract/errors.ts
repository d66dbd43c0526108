import type { AccessToken } from './access-token.js';
import type { NumericDate } from './numeric-date.js';

/** Transport-neutral nature of a failure; `webapi` maps each to one HTTP status. */
export type ErrorKind =
  'unauthenticated' | 'forbidden' | 'invalid' | 'not-found' | 'too-large' | 'unavailable';

/**
 * Values of a template's placeholders: by name for `%fieldName`, in order for `%1`. A list under a
 * name stands in no template; it is for programs.
 */
export type ErrorParameters =
  Readonly<Record<string, string | readonly string[]>> | readonly string[];

const SIGN_IN_SENTENCE =
  'The account sign-in was incorrect or your account is disabled temporarily. ' +
  'Please wait and try again later.';

/** Every expected failure of this service. Anything else that is thrown is a bug. */
export abstract class DomainError extends Error {
  /** Stable: it is in the log, and documented in the README of its folder. Not on the wire. */
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;

  /**
   * @param message Template with placeholders, fit for strangers: never holds a secret.
   * @param parameters Values of the placeholders, sent to the client beside the template.
   * @param options `cause` goes to the log and never to the client.
   */
  constructor(
    message: string,
    readonly parameters: ErrorParameters = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
    // The stack is for logs and terminals; a template there would name nothing. To look at it costs
    // more than many a refusal, and most refusals have nothing to fill in.
    if (Object.keys(parameters).length > 0)
      this.stack = this.stack?.replace(message, () => this.render());
  }

  /** @returns The message with its placeholders filled in, for logs and terminals. */
  render(): string {
    const values = new Map(
      Object.entries<string | readonly string[]>(this.parameters).map(([name, value]) => [
        Array.isArray(this.parameters) ? String(Number(name) + 1) : name,
        typeof value === 'string' ? value : value.join(', '),
      ]),
    );
    // In one go, and by a function: a value may hold what looks like a placeholder, or `$&`.
    return this.message.replaceAll(/%(\w+)/g, (text, name: string) => values.get(name) ?? text);
  }
}

/** A reason why a presented token is not honoured; `hint` is what the client may know of it. */
export abstract class TokenRefusedError extends DomainError {
  readonly kind = 'unauthenticated';
  /** One sentence for `error_description` (RFC 6750, section 3): printable ASCII, no quotes. */
  abstract readonly hint: string;
  /** As of {@link SchemeRefusedError}, where the token came by another scheme than Bearer. */
  challenge?: string;
}

/** No enabled reader recognises the text as a token of this service. */
export class UnreadableTokenError extends TokenRefusedError {
  readonly code = 'TOKEN_UNREADABLE';
  readonly hint = 'The token is unreadable';

  constructor(options?: ErrorOptions) {
    super('The token cannot be read.', {}, options);
  }
}

/** The token was ours, but its lifetime is over. */
export class TokenExpiredError extends TokenRefusedError {
  readonly code = 'TOKEN_EXPIRED';
  readonly hint = 'The token expired';

  constructor(expiredAt: NumericDate) {
    super('The token expired at %1.', [new Date(expiredAt * 1000).toISOString()]);
  }
}

/** The token was issued no later than the moment up to which its owner's tokens were revoked. */
export class TokenRevokedError extends TokenRefusedError {
  readonly code = 'TOKEN_REVOKED';
  readonly hint = 'The token was revoked';

  /** @param token What it stands for, where the reader itself found that it is revoked. */
  constructor(readonly token?: AccessToken) {
    super('The token has been revoked.');
  }
}

/** The token claims an issue time that is still to come. */
export class TokenNotYetValidError extends TokenRefusedError {
  readonly code = 'TOKEN_NOT_YET_VALID';
  readonly hint = 'The token is not valid yet';

  constructor() {
    super('The token is not valid yet.');
  }
}

/** The token is good, but its owner has been deactivated or deleted. */
export class PrincipalInactiveError extends TokenRefusedError {
  readonly code = 'PRINCIPAL_INACTIVE';
  readonly hint = 'The owner of the token is inactive';

  constructor() {
    super('The owner of the token is inactive.');
  }
}

/** An issuer was asked for a token it must not or cannot make. */
export class IssueRefusedError extends DomainError {
  readonly code = 'ISSUE_REFUSED';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super('The token cannot be issued: %1.', [reason]);
  }
}

/**
 * Unknown user, wrong password, inactive or locked account: one error for all, on purpose. What
 * extends it is a wrong proof of another kind, and counts towards the same lock.
 */
export class SignInFailedError extends DomainError {
  readonly code: string = 'SIGN_IN_FAILED';
  readonly kind: ErrorKind = 'unauthenticated';

  /** @param message Only for what can be wrong once the password was right. */
  constructor(options?: ErrorOptions, message: string = SIGN_IN_SENTENCE) {
    super(message, {}, options);
  }
}

/** The password is right, and more is asked for: half a sign-in, which is nobody's failure. */
export abstract class FurtherProofError extends DomainError {
  readonly kind: ErrorKind = 'unauthenticated';
}

/** Right credentials, but nothing this administrator may do. */
export class NoRoleError extends DomainError {
  readonly code = 'NO_ROLE';
  readonly kind = 'unauthenticated';

  constructor() {
    super('More permissions are needed to access this.');
  }
}

/** The route needs a resource that the caller, whoever that is, has not been given. */
export class NotAuthorizedError extends DomainError {
  readonly code = 'NOT_AUTHORIZED';
  readonly kind = 'unauthenticated';

  /** @param options `cause`: the {@link TokenRefusedError} of the token that was sent, if any. */
  constructor(resources: readonly string[], options?: ErrorOptions) {
    super(
      "The consumer isn't authorized to access %resources.",
      { resources: resources.join(', ') },
      options,
    );
  }
}

/** Something this service needs is overloaded or away; asking again later may help. */
export abstract class UnavailableError extends DomainError {
  readonly kind = 'unavailable';
  /** For `Retry-After` (RFC 9110, section 10.2.3). */
  readonly retryAfterSeconds: number = 1;
}

/** Credentials of another scheme than Bearer were sent, and are refused. */
export abstract class SchemeRefusedError extends DomainError {
  /** For `WWW-Authenticate` (RFC 9110, section 11.6.1), in place of the scheme's bare name. */
  abstract readonly challenge: string;
}
