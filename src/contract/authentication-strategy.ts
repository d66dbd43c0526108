/**
 * One way a request proves who sends it: a passport strategy. All enabled ones are kept and tried
 * in sequence order. A token format needs none of its own: its {@link TokenReader} is wrapped in
 * the ordinary bearer strategy. It brings one only to verify its tokens in another way.
 */
export abstract class AuthenticationStrategy {
  /** The format whose reader this strategy stands in for, or the name of its own scheme. */
  abstract readonly format: string;

  /** The scheme of `Authorization` it takes, where that is not Bearer; named in challenges. */
  readonly scheme?: string;

  /**
   * passport's own method: ends in exactly one of `success(accessToken)`, `fail(challenge)` and
   * `error(error)`. A token that is refused fails with the {@link DomainError} that says why.
   */
  abstract authenticate(request: unknown, options?: unknown): void;
}
