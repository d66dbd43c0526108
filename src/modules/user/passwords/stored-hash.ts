/** A password hash from the database: recognised, and harmless to compute. */
export interface StoredHash {
  /**
   * What one call of `matches` costs, in KiB-passes of argon2 (near enough to even out timing; the
   * plain digests count as 0).
   */
  readonly work: number;
  /** Not of today's algorithm and parameters. */
  readonly outdated: boolean;

  /** @param password Compared byte for byte in UTF-8, without any normalisation. */
  matches(password: string): boolean;
}
