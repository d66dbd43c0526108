/**
 * Encrypts anew, with the newest key of the {@link KeyRing}, what an older one had encrypted. All
 * enabled ones run when the master key is rotated.
 */
export abstract class Resealer {
  /** What is encrypted, in words for the operator: "second factors". */
  abstract readonly what: string;

  /** Idempotent; in small keyed batches, so that requests never wait. @returns How many rows changed. */
  abstract reseal(): Promise<number>;
}
