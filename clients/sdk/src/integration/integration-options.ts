import type { Clock } from '../clock.js';
import type { Fetch } from '../service-caller.js';

/** The four values that an integration is told when it is activated, and where the service is. */
export interface IntegrationClientOptions {
  /** What stands before `/rest`, as the service itself knows it: it is part of what is signed. */
  readonly baseUrl: string | URL;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessTokenSecret: string;
  /** Whether bodies that are no forms are signed by their hash. Default: `true`. */
  readonly bodyHash?: boolean | undefined;
  readonly fetch?: Fetch | undefined;
  /** For tests. */
  readonly clock?: Clock | undefined;
}
