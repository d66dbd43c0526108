/** What the fuzzer may call with, beside all that is not good. */
export interface Credentials {
  /** Good bearer tokens, of several kinds of users. */
  readonly tokens: readonly string[];
  /** Good `Cookie` headers. */
  readonly cookies: readonly string[];
  /** Signs a request, as integrations do. @returns The value of `Authorization`. */
  readonly sign: (method: string, target: string) => string;
}
