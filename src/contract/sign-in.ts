import type { NumericDate } from './numeric-date.js';
import type { Principal } from './principal.js';

/** A principal who has just proved who they are. */
export interface SignIn {
  readonly principal: Principal;
  /** When the credentials were read; the issue time of every token the sign-in yields. */
  readonly at: NumericDate;
}
