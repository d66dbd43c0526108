import type { Fetch } from '../../src/service-caller.js';
import type { SessionClient, SessionClientOptions, TabPort, WebLocks } from '../../src/index.js';
import { createSessionClient } from '../../src/index.js';
import { TestClock } from './test-clock.js';

/** One browser: a cookie jar, and locks and channels that its tabs share. */
export class Browser {
  readonly clock = new TestClock();
  readonly #tabs: SessionClient[] = [];
  #cookie = '';
  #held: Promise<unknown> = Promise.resolve();
  #locksGranted = 0;

  constructor(
    private readonly url: string,
    private readonly scope = `test-${Math.random()}`,
  ) {}

  get locksGranted(): number {
    return this.#locksGranted;
  }

  /** A page that uses the client. */
  tab(options: Partial<SessionClientOptions> = {}): SessionClient {
    const { locks, fetch, clock } = this;
    const channel = (name: string): TabPort =>
      new BroadcastChannel(`${this.scope}:${name}`) as unknown as TabPort;
    const tabs = { locks, channel };
    const client = createSessionClient({ baseUrl: this.url, tabs, fetch, clock, ...options });
    this.#tabs.push(client);
    return client;
  }

  close(): void {
    for (const tab of this.#tabs) tab.close();
  }

  /** Keeps the one cookie there is, and sends it to its path only. */
  readonly fetch: Fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const { pathname } = new URL(input);
    const isForCookies = init?.credentials === 'include';
    if (isForCookies && this.#cookie && pathname === '/auth/refresh-token')
      headers.set('Cookie', this.#cookie);
    const response = await fetch(input, { ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (isForCookies && set !== undefined) this.#cookie = set.split(';')[0]!;
    return response;
  };

  /** What `navigator.locks` does, as far as it is used. */
  readonly locks: WebLocks = {
    request: (_name, { signal }, granted) => {
      const turn = this.#held.then(() => {
        signal.throwIfAborted();
        this.#locksGranted += 1;
        return granted();
      });
      this.#held = turn.catch(() => {});
      return turn;
    },
  };
}
