import type { AccessToken, TokenRefusedError } from '../../contract/index.js';
import type { RequestHeaders } from './bearer-credentials.js';

/** What {@link AuthenticationGuard} leaves on a request. */
export interface AuthenticatedRequest extends RequestHeaders {
  /** The token the caller proved themselves with; `undefined` for a guest. */
  user?: AccessToken | undefined;
  /** Why the token that was sent is not honoured. */
  refusal?: TokenRefusedError | undefined;
}
