import type { Principal } from './principal.js';
import type { StoreView } from './store-directory.js';

/** Where a request comes from and which store view it addresses. */
export interface RequestOrigin {
  /** As in `X-Request-Id` and in the log. */
  readonly requestId: string;
  /** The client's IP address, canonical; forwarded headers count only from `TRUSTED_PROXIES`. */
  readonly address: string;
  /** As sent and unchecked; whoever keeps it bounds and cleans it. */
  readonly userAgent: string | undefined;
  readonly store: StoreView;
  /** Who has proved to send it; absent for a guest, and before that is known. */
  readonly caller?: Principal | undefined;
  /** What people call them, where it is at hand. */
  readonly callerName?: string | undefined;
}

/**
 * The request in whose course code runs, for what is far from HTTP and still has to know: the audit
 * trail, a customer's website.
 */
export abstract class RequestContext {
  /**
   * @returns `undefined` outside requests (console, timers), and in GET requests, which change
   *   nothing and are not slowed down for it.
   */
  abstract current(): RequestOrigin | undefined;
}
