/** One secret for one purpose. */
export interface PurposeKey {
  /** Stable name of the master key it was derived from; 8 hexadecimal digits. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The service's own secrets: one key per purpose, so that a leak of one is not a leak of all. */
export abstract class KeyRing {
  /**
   * Derives the keys of one purpose, one per master key.
   *
   * @param purpose Fixed text, such as `jwt-user-token/HS256`; never user input.
   * @param bytes Length of each key in bytes.
   * @returns Oldest first: the last one is used for what is new, all for what is to be read.
   */
  abstract keysFor(purpose: string, bytes: number): readonly PurposeKey[];

  /**
   * The newest key of a purpose, to encrypt with what is kept: never one that was removed meanwhile,
   * with which nobody could read it after the next start.
   */
  sealingKeyFor(purpose: string, bytes: number): PurposeKey {
    return this.keysFor(purpose, bytes).at(-1)!;
  }

  /** Looks whether another process has added keys: for what was made with one that is not known. */
  reload(): void {}
}
