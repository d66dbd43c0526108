import { OneTimeCodeRequiredError, UnexpectedAnswerError } from '../errors.js';
import { refusalOf } from '../refusal.js';
import { serverMessageOf } from '../server-message.js';
import type { ServiceCaller } from '../service-caller.js';
import type { OneTimeCodes } from './one-time-codes.js';
import type { TokenClientOptions } from './token-options.js';

/** Providers whose route takes a code that was typed in. */
const PROVIDERS_WITH_CODE = ['google', 'authy'];

/** Magento's sign-in over REST. */
export class TokenRoutes {
  readonly #root: string;
  readonly #route: string;
  readonly #credentials: { readonly username: string; readonly password: string };

  constructor(
    options: TokenClientOptions,
    private readonly service: ServiceCaller,
    private readonly codes: OneTimeCodes,
  ) {
    const { username, password, userType = 'admin', store } = options;
    this.#credentials = { username, password };
    this.#root = store === undefined ? '/rest/V1' : `/rest/${encodeURIComponent(store)}/V1`;
    this.#route = `/integration/${userType}/token`;
  }

  /**
   * Signs in; with a code only if the answer asks for one.
   *
   * @throws {OneTimeCodeRequiredError} A code is wanted, and there is none.
   * @throws {SignInRefusedError}
   */
  async signIn(): Promise<string> {
    try {
      return await this.#ask(this.#route, this.#credentials);
    } catch (error) {
      if (!(error instanceof OneTimeCodeRequiredError)) throw error;
      const route = this.#routeWithCode(error);
      const otp = route && (await this.codes.next());
      if (!otp) throw error;
      return this.#ask(route, { ...this.#credentials, otp });
    }
  }

  /** Magento wants the code at the provider's own route and says so with a 400. */
  #routeWithCode({ status, activeProviders }: OneTimeCodeRequiredError): string | undefined {
    if (status === 401) return this.#route;
    const provider = PROVIDERS_WITH_CODE.find((code) => activeProviders.includes(code));
    return provider && `/tfa/provider/${provider}/authenticate`;
  }

  /** @returns The token, which these routes answer as a bare JSON string. */
  async #ask(route: string, body: object): Promise<string> {
    const answer = await this.service.call('POST', this.#root + route, {}, body);
    if (answer.status === 400 || answer.status === 401) throw refusalOf(answer);
    if (answer.status === 200 && typeof answer.body === 'string' && answer.body !== '')
      return answer.body;
    throw new UnexpectedAnswerError(answer.status, serverMessageOf(answer.body));
  }
}
