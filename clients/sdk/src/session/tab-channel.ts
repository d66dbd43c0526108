import type { Clock } from '../clock.js';
import { isStoredToken, type StoredToken } from '../held-token.js';
import type { SessionUser } from './session-events.js';
import type { SessionState } from './session-state.js';

/** The part of a `BroadcastChannel` that is used. */
export interface TabPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
  /** Node's own: do not keep the process alive. */
  unref?(): void;
}

/** Tokens travel between tabs of one origin only, whose scripts share everything anyhow. */
type TabMessage =
  | { readonly type: 'token'; readonly token: StoredToken }
  | { readonly type: 'signed-in'; readonly token: StoredToken; readonly user?: SessionUser }
  | { readonly type: 'signed-out'; readonly at: number; readonly ended: boolean }
  | { readonly type: 'ask'; readonly newerThan: number };

/** Seconds a token must be good for to be worth handing on. */
const WORTH_SECONDS = 5;

/** Tells other tabs what happened here, and takes over what happened there. */
export class TabChannel {
  #heard: (() => void) | undefined;

  constructor(
    private readonly port: TabPort,
    private readonly state: SessionState,
    private readonly clock: Clock,
  ) {
    port.addEventListener('message', ({ data }) => this.#hear(data as TabMessage));
    port.unref?.();
  }

  /** @param user Given when somebody signed in, not when a session was renewed. */
  tell(type: 'token' | 'signed-in', token: StoredToken, user?: SessionUser): void {
    this.#post({ type, token, ...(user && { user }) });
  }

  tellEnd(ended: boolean): void {
    this.#post({ type: 'signed-out', at: this.clock.wall(), ended });
  }

  /** Asks whether another tab has a younger token, and waits for the first answer, but not long. */
  async ask(newerThan: number, patienceMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const enough = this.clock.after(patienceMs, resolve);
      this.#heard = () => {
        enough();
        resolve();
      };
      this.#post({ type: 'ask', newerThan });
    });
    this.#heard = undefined;
  }

  close(): void {
    this.port.close();
  }

  #hear(message: TabMessage): void {
    const { state } = this;
    if (message.type === 'ask') return this.#answer(message.newerThan);
    if (message.type === 'signed-out') {
      const knowsBetter = (state.token?.bornAt ?? 0) > message.at;
      if (!knowsBetter) state.end(message.ended ? 'ended' : 'other-tab');
    } else if (isStoredToken(message.token) && state.isNews(message.token)) {
      if (message.type === 'signed-in') state.begin(message.token, message.user);
      else state.renew(message.token);
    } else return;
    this.#heard?.();
  }

  #answer(newerThan: number): void {
    const { token } = this.state;
    if (token && token.bornAt > newerThan && token.secondsLeft > WORTH_SECONDS)
      this.tell('token', token.stored);
  }

  #post(message: TabMessage): void {
    try {
      this.port.postMessage(message);
    } catch {
      // The channel was closed; there is nobody to tell.
    }
  }
}
