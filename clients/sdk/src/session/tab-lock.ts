/** Lets one tab at a time talk to the routes of the cookie. */
export interface TabLock {
  /** @param work Is told whether it had to wait for another. */
  run<T>(work: (waited: boolean) => Promise<T>): Promise<T>;
}
