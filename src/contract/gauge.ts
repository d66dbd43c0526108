/**
 * A number that operators watch: how much of something there is now. It has no labels, so that
 * nothing of users, tokens or paths can get into one.
 */
export abstract class Gauge {
  /** Public API: `tokenwright_` and lower-case words, the unit last. */
  abstract readonly name: string;
  /** In a sentence. */
  abstract readonly help: string;

  /** Asked at most once a second. */
  abstract read(): Promise<number>;
}
