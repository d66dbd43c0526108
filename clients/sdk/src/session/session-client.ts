import { abortable, type AbortSignalLike } from '../abortable.js';
import { BaseUrl } from '../base-url.js';
import { fetchWithBearer } from '../bearer-fetch.js';
import type { Bearer, BearerSource } from '../bearer-source.js';
import { SessionEndedError } from '../errors.js';
import { ServiceCaller, type Fetch } from '../service-caller.js';
import { SurvivingStorage } from '../surviving-storage.js';
import { storageFor } from '../token-storage.js';
import { tabLockOf } from './lock-parts.js';
import { RenewalTimer } from './renewal-timer.js';
import {
  SessionEvents,
  type SessionListener,
  type SessionUser,
  type SignOutReason,
} from './session-events.js';
import { completed, type SessionClientOptions } from './session-options.js';
import { SessionRefresher } from './session-refresher.js';
import { SessionRoutes, type Grant, type SignInCredentials } from './session-routes.js';
import { SessionState, type SessionStatus } from './session-state.js';
import { TabChannel } from './tab-channel.js';
import type { TabLock } from './tab-lock.js';

/** Keeps one browser signed in: all tabs of it, and all requests of each tab. */
export class SessionClient implements BearerSource {
  readonly base: BaseUrl;
  readonly #events = new SessionEvents();
  readonly #state: SessionState;
  readonly #routes: SessionRoutes;
  readonly #lock: TabLock;
  readonly #channel: TabChannel | undefined;
  readonly #refresher: SessionRefresher;
  readonly #timer: RenewalTimer;
  readonly #fetch: Fetch;
  readonly #renewBeforeSeconds: number;

  constructor(options: SessionClientOptions) {
    const { baseUrl, storage, renewBeforeSeconds, timeoutSeconds, tabs, fetch, clock, ...rest } =
      completed(options);
    this.base = new BaseUrl(baseUrl);
    const name = `tokenwright:${this.base.href}`;
    const kept = new SurvivingStorage(storageFor(storage, name));
    this.#fetch = fetch;
    this.#renewBeforeSeconds = renewBeforeSeconds;
    this.#state = new SessionState(kept, clock, this.#events);
    this.#routes = new SessionRoutes(new ServiceCaller(this.base, fetch, timeoutSeconds));
    this.#lock = tabLockOf(name, tabs, clock);
    this.#channel = tabs.channel && new TabChannel(tabs.channel(name), this.#state, clock);
    const around = { lock: this.#lock, channel: this.#channel, clock };
    this.#refresher = new SessionRefresher(this.#state, this.#routes, around);
    this.#timer = new RenewalTimer(this.#state, renewBeforeSeconds, this.#refresher, clock);
    if (rest.renewUnasked) this.#events.subscribe(() => this.#timer.plan());
  }

  get status(): SessionStatus {
    return this.#state.status;
  }

  /**
   * @throws {OneTimeCodeRequiredError} Ask for the code and call again with `otp`.
   * @throws {SignInRefusedError} With a sentence to show.
   */
  async signIn(credentials: SignInCredentials): Promise<SessionUser> {
    return this.#lock.run(async () => {
      const grant = await this.#routes.signIn(credentials);
      this.adopt(grant);
      return grant.user;
    });
  }

  /**
   * Ends the session on the server, and then here and in every tab.
   *
   * @throws {ServiceUnavailableError} The session is still on: say so, and offer to try again.
   * @throws {UnexpectedAnswerError} It was refused, and the session is still on.
   */
  async signOut(): Promise<void> {
    await this.#lock.run(async () => {
      await this.#routes.signOut();
      this.#state.end('asked');
      this.#channel?.tellEnd(false);
    });
  }

  /**
   * Finds out whether somebody is signed in: the first thing a page does.
   *
   * @throws {ServiceUnavailableError} It cannot be told now.
   */
  async resume(): Promise<boolean> {
    return (await this.bearer()) !== undefined;
  }

  /** Takes over a token that came with another answer: of a changed password, of an impersonation. */
  adopt(grant: Grant): void {
    const stored = this.#refresher.stored(grant);
    if (grant.user) this.#state.begin(stored, grant.user);
    else this.#state.renew(stored);
    this.#channel?.tell(grant.user ? 'signed-in' : 'token', stored, grant.user);
  }

  /**
   * A token that is good for a while.
   *
   * @throws {SessionEndedError} Nobody is signed in.
   */
  async accessToken(signal?: AbortSignalLike): Promise<string> {
    const bearer = await abortable(this.bearer(), signal);
    if (!bearer) throw new SessionEndedError('Nobody is signed in.');
    return bearer.token;
  }

  /** Asks for a new token now, whatever is known; joins a renewal that is under way. */
  async refresh(): Promise<string> {
    await this.#state.restore();
    return (await this.#refresher.refresh()).token;
  }

  /** For a button "Try again": the next request asks the service, though it just could not answer. */
  skipPause(): void {
    this.#refresher.skipPause();
  }

  /** `fetch` with the token, and once more with a new one if that is refused. */
  async fetch(address: string | URL, init?: RequestInit): Promise<Response> {
    return fetchWithBearer(this, this.#fetch, address, init);
  }

  async bearer(): Promise<Bearer | undefined> {
    await this.#state.restore();
    const { token, status } = this.#state;
    if (status === 'signed-out') return undefined;
    if (token && token.secondsUntilRenewal(this.#renewBeforeSeconds) > 0) return this.#state.bearer;
    try {
      return await this.#refresher.refreshUnlessPaused();
    } catch (error) {
      if (error instanceof SessionEndedError && status === 'unknown') return this.#state.bearer;
      if (token && token === this.#state.token && token.secondsLeft > 0) return this.#state.bearer;
      throw error;
    }
  }

  /** @throws {SessionEndedError} Also when somebody signed in or out since the token was handed out. */
  async replacementFor(refused: Bearer): Promise<Bearer | undefined> {
    const { bearer, era } = this.#state;
    if (!bearer || refused.era !== era) throw new SessionEndedError();
    return bearer.token === refused.token ? this.#refresher.refreshUnlessPaused() : bearer;
  }

  /** @returns Ends the subscription. */
  subscribe(listener: SessionListener): () => void {
    return this.#events.subscribe(listener);
  }

  /** @returns Ends the subscription. */
  onSignedOut(listener: (reason: SignOutReason) => void): () => void {
    return this.subscribe((event) => {
      if (event.type === 'signed-out') listener(event.reason);
    });
  }

  /** Stops timers and listening to other tabs. The session goes on. */
  close(): void {
    this.#timer.stop();
    this.#channel?.close();
  }
}

/** @see SessionClient */
export const createSessionClient = (options: SessionClientOptions): SessionClient =>
  new SessionClient(options);
