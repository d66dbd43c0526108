/** What a stored hash says about a presented password. */
export interface PasswordCheck {
  readonly matches: boolean;
  /**
   * The password is right, but its hash is not of today's algorithm and parameters: hash it anew
   * and store that. Never true for a wrong password, so that nobody can store one by mistake.
   */
  readonly outdated: boolean;
  /** The stored text is of no known form or beyond its bounds: alert an operator. */
  readonly malformed?: true;
}
