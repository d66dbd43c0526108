import type { TokenClientOptions } from './token-options.js';

/** Where codes come from. One that was given as text is handed out once: no server takes it twice. */
export class OneTimeCodes {
  #spent = false;

  constructor(private readonly source: TokenClientOptions['otp']) {}

  /** @returns Nothing, if there is none to be had. */
  async next(): Promise<string | undefined> {
    if (typeof this.source === 'function') return this.source();
    if (this.#spent) return undefined;
    this.#spent = true;
    return this.source;
  }
}
