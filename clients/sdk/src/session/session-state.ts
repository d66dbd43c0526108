import type { Bearer } from '../bearer-source.js';
import type { Clock } from '../clock.js';
import { HeldToken, type StoredToken } from '../held-token.js';
import type { TokenStorage } from '../token-storage.js';
import type { SessionEvents, SessionUser, SignOutReason } from './session-events.js';

/** `unknown` until the first answer: the cookie that would tell is out of reach of scripts. */
export type SessionStatus = 'unknown' | 'signed-in' | 'signed-out';

/** What this tab knows of the session. Asks nobody; says what changed. */
export class SessionState {
  #status: SessionStatus = 'unknown';
  #token: HeldToken | undefined;
  #era = 0;
  #endedAt = 0;
  #restored: Promise<void> | undefined;

  constructor(
    private readonly storage: TokenStorage,
    private readonly clock: Clock,
    private readonly events: SessionEvents,
  ) {}

  get status(): SessionStatus {
    return this.#status;
  }

  get token(): HeldToken | undefined {
    return this.#token;
  }

  get bearer(): Bearer | undefined {
    return this.#token && { token: this.#token.value, era: this.#era };
  }

  get era(): number {
    return this.#era;
  }

  /** Takes over what an earlier page left in the storage; does so once. */
  restore(): Promise<void> {
    return (this.#restored ??= this.readStorage());
  }

  /** Takes over what another tab left in the storage. */
  async readStorage(): Promise<void> {
    const stored = await this.storage.load();
    if (!stored || !this.isNews(stored)) return;
    if (new HeldToken(stored, this.clock).secondsLeft > 0) this.#hold(stored);
  }

  /** @returns Whether a token is younger than what is known here, be that a token or an end. */
  isNews({ bornAt }: StoredToken): boolean {
    return bornAt > Math.max(this.#token?.bornAt ?? 0, this.#endedAt);
  }

  /** Somebody signed in: requests of whoever was here before are not repeated as theirs. */
  begin(stored: StoredToken, user: SessionUser | undefined): void {
    this.#era += 1;
    this.#status = 'unknown';
    this.#hold(stored, user);
  }

  /** The session goes on with another token. */
  renew(stored: StoredToken): void {
    this.#hold(stored);
  }

  /** @param reason None where nobody turned out to be signed in, which is no sign-out. */
  end(reason?: SignOutReason): void {
    this.#token = undefined;
    void this.storage.clear();
    if (this.#status === 'signed-out') return;
    this.#era += 1;
    this.#endedAt = this.clock.wall();
    this.#status = 'signed-out';
    if (reason) this.events.emit({ type: 'signed-out', reason });
  }

  #hold(stored: StoredToken, user?: SessionUser): void {
    const goesOn = this.#status === 'signed-in';
    this.#token = new HeldToken(stored, this.clock);
    this.#status = 'signed-in';
    void this.storage.save(stored);
    this.events.emit(goesOn ? { type: 'renewed' } : { type: 'signed-in', user });
  }
}
