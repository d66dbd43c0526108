import { systemClock, type Clock } from '../clock.js';
import { globalFetch, type Fetch } from '../service-caller.js';
import type { StorageChoice } from '../token-storage.js';
import type { LeaseStorage } from './lease-lock.js';
import type { TabPort } from './tab-channel.js';
import type { LockParts } from './lock-parts.js';
import type { WebLocks } from './web-locks-lock.js';

/** How tabs find each other. */
export interface TabOptions {
  readonly locks?: WebLocks | undefined;
  /** Used only without `locks`. */
  readonly leaseStorage?: LeaseStorage | undefined;
  readonly channel?: ((name: string) => TabPort) | undefined;
}

export interface SessionClientOptions {
  /** Where the service is: `https://tokens.example`, or `/` for the origin of the page. */
  readonly baseUrl: string | URL;
  /** Where the access token is kept. Default: `memory`. */
  readonly storage?: StorageChoice | undefined;
  /** How long before its end a token is renewed. Default: 30, at most half its life. */
  readonly renewBeforeSeconds?: number | undefined;
  /** Whether to renew unasked, too, while the page is open. Default: true. */
  readonly renewUnasked?: boolean | undefined;
  /** How long the service may take to answer. Default: 10. */
  readonly timeoutSeconds?: number | undefined;
  /** Default: what the browser has. `false` keeps tabs apart. */
  readonly tabs?: TabOptions | false | undefined;
  readonly fetch?: Fetch | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}

/** The options with every gap filled. */
export function completed(options: SessionClientOptions) {
  return {
    baseUrl: options.baseUrl,
    storage: options.storage ?? 'memory',
    renewBeforeSeconds: options.renewBeforeSeconds ?? 30,
    renewUnasked: options.renewUnasked ?? true,
    timeoutSeconds: options.timeoutSeconds ?? 10,
    tabs: options.tabs === false ? {} : (options.tabs ?? tabsOfTheBrowser()),
    fetch: options.fetch ?? globalFetch,
    clock: options.clock ?? systemClock,
  };
}

/** Node has locks and channels as well, but no tabs. */
function tabsOfTheBrowser(): TabOptions {
  if (!('document' in globalThis || 'WorkerGlobalScope' in globalThis)) return {};
  const channel = (name: string): TabPort => new BroadcastChannel(name);
  return { ...locksOfTheBrowser(), ...('BroadcastChannel' in globalThis && { channel }) };
}

function locksOfTheBrowser(): LockParts {
  const { locks } = navigator;
  if (locks) return { locks: { request: (name, how, work) => locks.request(name, how, work) } };
  try {
    return { leaseStorage: globalThis.localStorage };
  } catch {
    // Storage is blocked for this page.
    return {};
  }
}
