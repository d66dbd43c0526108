/** What whoever starts the service must be told; it may hold a secret and never goes to the log. */
export interface Announcement {
  /**
   * @param baseUrl How the service is reached, without a slash at the end.
   * @returns Lines for the terminal.
   */
  readonly lines: (baseUrl: string) => readonly string[];
  /** Makes what was told true, now that it was told: a process may be killed before it speaks. */
  readonly settle: () => Promise<void>;
}

/**
 * Something to be done once per installation, such as creating the first administrator. Runs
 * before the server listens, under a lock that only one process of an installation holds until
 * everything was announced.
 */
export abstract class StartupTask {
  /** Idempotent. @returns What the operator must be told, usually nothing. */
  abstract run(): Promise<Announcement | undefined>;
}
