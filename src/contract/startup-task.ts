/**
 * Lines for the terminal of whoever starts the service; they may hold a secret and never go to the
 * log.
 *
 * @param baseUrl How the service is reached, without a slash at the end.
 */
export type Announcement = (baseUrl: string) => readonly string[];

/**
 * Something to be done once per installation, such as creating the first administrator. Runs
 * before the server listens, under a lock that only one process of an installation holds.
 */
export abstract class StartupTask {
  /** Idempotent. @returns What the operator must be told, usually nothing. */
  abstract run(): Promise<Announcement | undefined>;
}
