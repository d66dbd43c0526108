import type { AccessToken } from './access-token.js';

/** Recovers what a token says and proves that this service issued it. All enabled readers are kept. */
export abstract class TokenReader {
  /** Name of the format, as it appears in {@link AccessToken.format}. */
  abstract readonly format: string;

  /**
   * @returns Whether the text has the shape of this format. Cheap: no cryptography, no query.
   *   Where shapes overlap, readers are asked in turn until one does not find it unreadable.
   */
  abstract recognises(token: string): boolean;

  /**
   * @returns At once where nothing has to be waited for, since every request comes through here.
   * @throws {UnreadableTokenError} When the text is not a token of this format and this service.
   */
  abstract read(token: string): AccessToken | Promise<AccessToken>;
}
