import { Backoff } from '../backoff.js';
import { BaseUrl } from '../base-url.js';
import { fetchWithBearer } from '../bearer-fetch.js';
import type { Bearer, BearerSource } from '../bearer-source.js';
import { systemClock, type Clock } from '../clock.js';
import { ServiceUnavailableError, SignInPausedError } from '../errors.js';
import { HeldToken } from '../held-token.js';
import { globalFetch, ServiceCaller, type Fetch } from '../service-caller.js';
import { SurvivingStorage } from '../surviving-storage.js';
import { lifetimeOf } from '../token-lifetime.js';
import { storageFor, type TokenStorage } from '../token-storage.js';
import { OneTimeCodes } from './one-time-codes.js';
import type { TokenClientOptions } from './token-options.js';
import { TokenRoutes } from './token-routes.js';

/**
 * A service locks an account after six failures within half an hour. At this pace there are at
 * most four: a forgotten program with an old password locks nobody out.
 */
const AFTER_REFUSAL = { firstSeconds: 30, factor: 4, maxSeconds: 1_920 };
const AFTER_OUTAGE = { firstSeconds: 1, factor: 2, maxSeconds: 60 };

/** A token that replaced a refused one and is refused as well: it is the request that is not allowed. */
const FUTILE_SECONDS = 60;

/** Keeps a program signed in with a name and a password. Needs no timer: it renews when asked. */
export class TokenClient implements BearerSource {
  readonly base: BaseUrl;
  readonly #routes: TokenRoutes;
  readonly #storage: TokenStorage;
  readonly #fetch: Fetch;
  readonly #clock: Clock;
  readonly #lifetimeSeconds: number;
  readonly #renewBeforeSeconds: number;
  readonly #refusals: Backoff;
  readonly #outages: Backoff;
  #token: HeldToken | undefined;
  #isReplacement = false;
  #restored: Promise<void> | undefined;
  #flight: Promise<HeldToken> | undefined;
  #lastFailure = new Error('none');

  constructor(options: TokenClientOptions) {
    const { timeoutSeconds = 10, storage, otp } = options;
    this.base = new BaseUrl(options.baseUrl);
    this.#fetch = options.fetch ?? globalFetch;
    this.#clock = options.clock ?? systemClock;
    this.#lifetimeSeconds = options.lifetimeSeconds ?? 3_600;
    this.#renewBeforeSeconds = options.renewBeforeSeconds ?? 60;
    this.#storage = new SurvivingStorage(storage ?? storageFor('memory', ''));
    const service = new ServiceCaller(this.base, this.#fetch, timeoutSeconds);
    this.#routes = new TokenRoutes(options, service, new OneTimeCodes(otp));
    this.#refusals = new Backoff(AFTER_REFUSAL, this.#clock);
    this.#outages = new Backoff(AFTER_OUTAGE, this.#clock);
  }

  /**
   * A token that is good for a while; signs in for it if there is none.
   *
   * @throws {SignInRefusedError} Wrong credentials, or a locked account.
   * @throws {OneTimeCodeRequiredError} And `otp` had none to give.
   * @throws {ServiceUnavailableError}
   * @throws {SignInPausedError} One of these happened a while ago, and it is too early to try again.
   */
  async token(): Promise<string> {
    return (await this.bearer()).token;
  }

  /** `fetch` with the token, and once more with a new one if that is refused. */
  async fetch(address: string | URL, init?: RequestInit): Promise<Response> {
    return fetchWithBearer(this, this.#fetch, address, init);
  }

  async bearer(): Promise<Bearer> {
    await (this.#restored ??= this.#restore());
    const token = this.#token;
    if (token && token.secondsUntilRenewal(this.#renewBeforeSeconds) > 0) return bearerOf(token);
    try {
      return bearerOf(await this.#signInOnce(false));
    } catch (error) {
      if (token && token === this.#token && token.secondsLeft > 0) return bearerOf(token);
      throw error;
    }
  }

  async replacementFor(refused: Bearer): Promise<Bearer | undefined> {
    const token = this.#token;
    if (token && token.value !== refused.token) return bearerOf(token);
    if (token && this.#isReplacement && token.ageSeconds < FUTILE_SECONDS) return undefined;
    return bearerOf(await this.#signInOnce(true));
  }

  async #restore(): Promise<void> {
    const stored = await this.#storage.load();
    if (stored) this.#token = new HeldToken(stored, this.#clock);
  }

  #signInOnce(isReplacement: boolean): Promise<HeldToken> {
    this.#flight ??= this.#signIn(isReplacement).finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #signIn(isReplacement: boolean): Promise<HeldToken> {
    const pauseSeconds = Math.max(this.#refusals.secondsLeft, this.#outages.secondsLeft);
    if (pauseSeconds > 0) throw new SignInPausedError(pauseSeconds, this.#lastFailure);
    try {
      const token = await this.#routes.signIn();
      this.#refusals.reset();
      this.#outages.reset();
      return this.#hold(token, isReplacement);
    } catch (error) {
      this.#lastFailure = error as Error;
      if (error instanceof ServiceUnavailableError) this.#outages.fail(error.retryAfterSeconds);
      else this.#refusals.fail();
      throw error;
    }
  }

  #hold(token: string, isReplacement: boolean): HeldToken {
    const lifetimeSeconds = lifetimeOf(token, undefined, this.#lifetimeSeconds);
    const held = new HeldToken({ token, lifetimeSeconds, bornAt: this.#clock.wall() }, this.#clock);
    this.#token = held;
    this.#isReplacement = isReplacement;
    void this.#storage.save(held.stored);
    return held;
  }
}

const bearerOf = ({ value }: HeldToken): Bearer => ({ token: value, era: 0 });

/** @see TokenClient */
export const createTokenClient = (options: TokenClientOptions): TokenClient =>
  new TokenClient(options);
