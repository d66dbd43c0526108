/** Counts what would be lost if a format could no longer be read. One per format that can tell. */
export abstract class LiveTokenCounter {
  /** Name of the format, as in {@link TokenReader.format}. */
  abstract readonly format: string;

  /** @returns How many tokens of the format are neither expired nor revoked right now. */
  abstract count(): Promise<number>;
}
