import { renderMessage, type ServerMessage } from './server-message.js';

/** What every error of this package is. Messages are for people and hold no secrets. */
export abstract class TokenwrightError extends Error {
  abstract override readonly name: string;
  /** HTTP status of the answer it comes from, if there was one. */
  readonly status?: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly status?: number } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.status = options.status;
  }
}

/** The service looked at the credentials and said no. */
export class SignInRefusedError extends TokenwrightError {
  override readonly name: string = 'SignInRefusedError';
  /** The sentence before its placeholders were filled in: what a translation is looked up by. */
  readonly template: string;
  readonly parameters: ServerMessage['parameters'];

  constructor(status: number, said: ServerMessage) {
    super(renderMessage(said), { status });
    this.template = said.template;
    this.parameters = said.parameters;
  }
}

/** The password is right, and a one-time code is needed too. */
export class OneTimeCodeRequiredError extends SignInRefusedError {
  override readonly name = 'OneTimeCodeRequiredError';
  /** Such as `google`. Empty when the user has yet to set up a second factor. */
  readonly activeProviders: readonly string[];

  constructor(status: number, said: ServerMessage) {
    super(status, said);
    const { active_providers: providers } = said.parameters as Record<string, unknown>;
    this.activeProviders = Array.isArray(providers) ? providers.map(String) : [];
  }
}

/** No sign-in is tried for a while, because the last one was refused or the service was away. */
export class SignInPausedError extends TokenwrightError {
  override readonly name = 'SignInPausedError';
  /** @param cause What the last attempt failed with. */
  constructor(
    readonly retryAfterSeconds: number,
    cause: Error,
  ) {
    super(
      `No sign-in is tried for another ${retryAfterSeconds} s. The last one: ${cause.message}`,
      {
        cause,
      },
    );
  }
}

/** The session is over: the user has to sign in again. */
export class SessionEndedError extends TokenwrightError {
  override readonly name = 'SessionEndedError';
  constructor(message = 'The session has ended. Please sign in again.') {
    super(message, { status: 401 });
  }
}

/** The service did not answer, or said that it cannot now. Nothing was lost; try again. */
export class ServiceUnavailableError extends TokenwrightError {
  override readonly name = 'ServiceUnavailableError';
  /** As the service asks, if it does. */
  readonly retryAfterSeconds: number | undefined;

  constructor(options: ErrorOptions & { status?: number; retryAfterSeconds?: number | undefined }) {
    const { status, retryAfterSeconds } = options;
    const what = status ? `answered ${status}` : 'did not answer';
    const when = retryAfterSeconds === undefined ? '' : ` Try again in ${retryAfterSeconds} s.`;
    super(`The token service ${what}.${when}`, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** An answer that no token service should give: a wrong address, or an origin that is not allowed. */
export class UnexpectedAnswerError extends TokenwrightError {
  override readonly name = 'UnexpectedAnswerError';
  constructor(status: number, said: ServerMessage | undefined) {
    const what = said ? `: ${renderMessage(said)}` : ' with something that is not its own.';
    super(`The token service answered ${status}${what}`, { status });
  }
}
