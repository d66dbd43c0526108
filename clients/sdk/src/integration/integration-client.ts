import { BaseUrl } from '../base-url.js';
import { canBeSentAgain } from '../bearer-source.js';
import { systemClock, type Clock } from '../clock.js';
import { globalFetch, type Fetch } from '../service-caller.js';
import type { IntegrationClientOptions } from './integration-options.js';
import { RequestSigner } from './request-signer.js';

/** What Magento says of a timestamp that is off; Tokenwright's challenge says it in a word. */
const NONCE_NOT_VALID = 'An error occurred validating the nonce';

/** An ERP's connector: signs every request with credentials of its own, which do not expire by themselves. */
export class IntegrationClient {
  readonly base: BaseUrl;
  readonly #signer: RequestSigner;
  readonly #fetch: Fetch;
  readonly #clock: Clock;
  /** How far the server's clock is ahead of this one, as far as is known. */
  #aheadSeconds = 0;

  constructor(options: IntegrationClientOptions) {
    this.base = new BaseUrl(options.baseUrl);
    this.#signer = new RequestSigner(options);
    this.#fetch = options.fetch ?? globalFetch;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * `fetch`, signed. A request that is refused for its timestamp is signed anew by the server's own
   * clock and sent once more; later ones go by that clock from the start. Requests that bring an
   * `Authorization` of their own, or go elsewhere, are passed on untouched.
   *
   * @param address Absolute, or a path below the base.
   */
  async fetch(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = this.base.resolve(address);
    if (!this.base.covers(url) || new Headers(init.headers).has('Authorization'))
      return this.#fetch(url, init);
    const aheadSeconds = this.#aheadSeconds;
    const answer = await this.#send(url, init, aheadSeconds);
    const ahead = await this.#correctionAfter(answer);
    // Not compared with what is known by now: another request may have been corrected meanwhile.
    if (ahead === undefined || ahead === aheadSeconds || !canBeSentAgain(init.body)) return answer;
    this.#aheadSeconds = ahead;
    await answer.body?.cancel();
    return this.#send(url, init, ahead);
  }

  async #send(url: URL, init: RequestInit, aheadSeconds: number): Promise<Response> {
    const headers = new Headers(init.headers);
    const { method = 'GET', body } = init;
    const request = { method, url, headers, body };
    headers.set('Authorization', await this.#signer.sign(request, this.#now() + aheadSeconds));
    return this.#fetch(url, { ...init, headers });
  }

  /** @returns What the server's `Date` makes of our clock, if the answer blames the timestamp. */
  async #correctionAfter(answer: Response): Promise<number | undefined> {
    if (answer.status !== 401) return undefined;
    const challenge = answer.headers.get('WWW-Authenticate') ?? '';
    const isBlamed =
      challenge.includes('timestamp_refused') ||
      (await answer.clone().text()).includes(NONCE_NOT_VALID);
    const serverMs = Date.parse(answer.headers.get('Date') ?? '');
    if (!isBlamed || Number.isNaN(serverMs)) return undefined;
    return Math.round(serverMs / 1000) - this.#now();
  }

  #now(): number {
    return Math.floor(this.#clock.wall() / 1000);
  }
}

/** @see IntegrationClient */
export const createIntegrationClient = (options: IntegrationClientOptions): IntegrationClient =>
  new IntegrationClient(options);
