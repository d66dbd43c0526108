import { Strategy } from 'passport';
import type {
  AccessToken,
  AuthenticationStrategy,
  TokenReader,
  TokenValidator,
} from '../../contract/index.js';
import { bearerToken, type RequestHeaders } from './bearer-credentials.js';
import { validateToken } from './token-validation.js';

/**
 * The passport strategy of every token format that brings none of its own: it wraps the format's
 * reader. Enabling another format changes no line here.
 */
export class BearerStrategy extends Strategy implements AuthenticationStrategy {
  readonly format: string;

  constructor(
    private readonly reader: TokenReader,
    private readonly validators: readonly TokenValidator[],
  ) {
    super();
    this.format = reader.format;
  }

  override authenticate(request: RequestHeaders): void {
    const text = bearerToken(request);
    if (text === undefined || !this.reader.recognises(text)) return this.fail(undefined);
    try {
      const read = this.reader.read(text);
      const valid =
        read instanceof Promise
          ? read.then((token) => validateToken(this.validators, token))
          : validateToken(this.validators, read);
      if (valid instanceof Promise)
        // passport gives `success` and `error` to a copy of this object, one per request: they
        // must be looked up on `this` when the time comes, and never before.
        valid.then(
          (token) => this.success(token),
          (error: unknown) => this.error(error),
        );
      else this.success(valid satisfies AccessToken);
    } catch (error) {
      this.error(error);
    }
  }
}
