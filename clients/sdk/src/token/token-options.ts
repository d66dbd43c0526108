import type { Clock } from '../clock.js';
import type { Fetch } from '../service-caller.js';
import type { TokenStorage } from '../token-storage.js';

export interface TokenClientOptions {
  /** Where the service, or the shop, is: what stands before `/rest`. */
  readonly baseUrl: string | URL;
  readonly username: string;
  readonly password: string;
  /** Default: `admin`. */
  readonly userType?: 'admin' | 'customer' | undefined;
  /**
   * For accounts with a second factor: where the one-time code comes from. A text is good for one
   * sign-in only; a function is asked whenever a code is wanted.
   */
  readonly otp?: string | (() => string | Promise<string>) | undefined;
  /** Code of the store view that is signed in to: `de` for `/rest/de/V1`. */
  readonly store?: string | undefined;
  /**
   * How long a token is used that does not tell its own lifetime, as opaque ones do not. Default:
   * 3,600. A longer one than the server's is noticed by a 401 and mended by a new sign-in.
   */
  readonly lifetimeSeconds?: number | undefined;
  /** How long before its end a token is renewed. Default: 60, at most half its life. */
  readonly renewBeforeSeconds?: number | undefined;
  /** Keeps the token for the next run of a short-lived program. Default: memory only. */
  readonly storage?: TokenStorage | undefined;
  /** How long the service may take to answer a sign-in. Default: 10. */
  readonly timeoutSeconds?: number | undefined;
  readonly fetch?: Fetch | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}
