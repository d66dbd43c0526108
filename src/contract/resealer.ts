/** What became of everything that is encrypted. */
export interface Resealed {
  /** Texts that are encrypted with the newest key now, and were not before. */
  readonly changed: number;
  /** Texts that no key opens: theirs is gone, or they are damaged. They stay as they are. */
  readonly unreadable: number;
}

/**
 * Encrypts anew, with the newest key of the {@link KeyRing}, what an older one had encrypted. All
 * enabled ones run when the master key is rotated, before an old one is removed, and at each start.
 */
export abstract class Resealer {
  /** What is encrypted, in words for the operator: "second factors". */
  abstract readonly what: string;

  /** Idempotent; in small keyed batches, so that requests never wait. One that is unreadable stops nothing. */
  abstract reseal(): Promise<Resealed>;
}
