/** How much of the machine password hashing may take. */
export interface PasswordHashingSettings {
  /** Passwords hashed at once, each on a thread of its own, at least 1. */
  readonly concurrency: number;
  /** Passwords waiting for their turn; the next one is refused at once. 0 means nobody waits. */
  readonly queue: number;
}
