import { Backoff } from '../backoff.js';
import type { Bearer } from '../bearer-source.js';
import type { Clock } from '../clock.js';
import { ServiceUnavailableError, SessionEndedError } from '../errors.js';
import type { HeldToken, StoredToken } from '../held-token.js';
import { lifetimeOf } from '../token-lifetime.js';
import type { Grant, SessionRoutes } from './session-routes.js';
import type { SessionState } from './session-state.js';
import type { TabChannel } from './tab-channel.js';
import type { TabLock } from './tab-lock.js';

/** The service's default, for a token that tells nothing about itself. */
const USUAL_LIFETIME_SECONDS = 300;

/** How long other tabs may take to answer: longer if one of them was busy a moment ago. */
const ASK_MS = 40;
const ASK_AFTER_WAITING_MS = 250;

export interface Surroundings {
  readonly lock: TabLock;
  readonly channel: TabChannel | undefined;
  readonly clock: Clock;
}

/** Renews the token: once, however many requests and tabs want it at the same time. */
export class SessionRefresher {
  #flight: Promise<Bearer> | undefined;
  #lastFailure: unknown;
  readonly #pause: Backoff;

  constructor(
    private readonly state: SessionState,
    private readonly routes: SessionRoutes,
    private readonly around: Surroundings,
  ) {
    this.#pause = new Backoff({ firstSeconds: 1, factor: 2, maxSeconds: 60 }, around.clock);
  }

  /** Seconds in which nobody but the user should try again. */
  get pauseSeconds(): number {
    return this.#pause.secondsLeft;
  }

  /** A person asks to try again. */
  skipPause(): void {
    this.#pause.skip();
  }

  /** Like {@link refresh}, but leaves a service alone that could not answer a moment ago. */
  async refreshUnlessPaused(): Promise<Bearer> {
    const retryAfterSeconds = this.pauseSeconds;
    if (retryAfterSeconds === 0 || this.#flight) return this.refresh();
    const { status } = this.#lastFailure as { readonly status?: number };
    const options = { retryAfterSeconds, cause: this.#lastFailure };
    throw new ServiceUnavailableError(status ? { ...options, status } : options);
  }

  /**
   * @throws {SessionEndedError} The refusal was final; the state says so, too.
   * @throws {ServiceUnavailableError} Nothing changed.
   */
  refresh(): Promise<Bearer> {
    this.#flight ??= this.#attempt().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  /** Makes a grant something that can be kept: it is born now. */
  stored({ token, expiresIn }: Grant): StoredToken {
    const lifetimeSeconds = lifetimeOf(token, expiresIn, USUAL_LIFETIME_SECONDS);
    return { token, lifetimeSeconds, bornAt: this.around.clock.wall() };
  }

  async #attempt(): Promise<Bearer> {
    try {
      const bearer = await this.#refresh();
      this.#pause.reset();
      return bearer;
    } catch (error) {
      if (error instanceof SessionEndedError) this.#pause.reset();
      else this.#pause.fail((error as ServiceUnavailableError).retryAfterSeconds);
      this.#lastFailure = error;
      throw error;
    }
  }

  #refresh(): Promise<Bearer> {
    const { token, era } = this.state;
    return this.around.lock.run(async (waited) => {
      await this.#listen(token, waited);
      this.#ensureSame(era);
      return this.#changedSince(token) ?? (await this.#renew(token, era));
    });
  }

  /** Another tab may have been faster, while this one waited or before it began. */
  async #listen(token: HeldToken | undefined, waited: boolean): Promise<void> {
    if (this.#changedSince(token)) return;
    await this.state.readStorage();
    if (this.#changedSince(token)) return;
    await this.around.channel?.ask(token?.bornAt ?? 0, waited ? ASK_AFTER_WAITING_MS : ASK_MS);
  }

  async #renew(token: HeldToken | undefined, era: number): Promise<Bearer> {
    const { state, routes } = this;
    try {
      const grant = await routes.refresh();
      this.#ensureSame(era);
      const already = this.#changedSince(token);
      if (already) return already;
      const stored = this.stored(grant);
      state.renew(stored);
      this.around.channel?.tell('token', stored);
      return state.bearer!;
    } catch (error) {
      if (!(error instanceof SessionEndedError)) throw error;
      // The answer is about a session that was left meanwhile.
      const other = this.#changedSince(token);
      if (other && state.era === era) return other;
      if (state.era === era) this.#end(token);
      throw error;
    }
  }

  #end(token: HeldToken | undefined): void {
    this.state.end(token && 'ended');
    if (token) this.around.channel?.tellEnd(true);
  }

  #changedSince(token: HeldToken | undefined): Bearer | undefined {
    return this.state.token === token ? undefined : this.state.bearer;
  }

  /** Somebody signed in or out meanwhile: what was asked for is no longer to be had. */
  #ensureSame(era: number): void {
    if (this.state.era !== era) throw new SessionEndedError();
  }
}
