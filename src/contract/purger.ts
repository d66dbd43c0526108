/** Removes what has served its time, such as rows of tokens long expired. All enabled ones run. */
export abstract class Purger {
  /** What is removed, in words for the operator: "expired opaque tokens". */
  abstract readonly what: string;

  /** Works in small keyed batches, so that requests never wait. @returns How many rows went. */
  abstract purge(): Promise<number>;
}
