/** How much of the machine password hashing may take. */
export interface PasswordHashingSettings {
  /**
   * Passwords hashed at once, at least 1. Each takes a thread of libuv's pool, which has 4 and
   * serves files and DNS too: more than 3 starves those.
   */
  readonly concurrency: number;
  /** Passwords waiting for their turn; the next one is refused at once. 0 means nobody waits. */
  readonly queue: number;
}
