import { Inject, Injectable } from '@nestjs/common';
import { RefreshTokenMissingError } from './errors.js';
import { SessionSettings } from './session-settings.js';

/** The only path that the cookie is sent to. */
export const COOKIE_PATH = '/auth/refresh-token';

/** The cookie that carries the refresh token, and nothing else does. */
@Injectable()
export class RefreshCookie {
  constructor(@Inject(SessionSettings.token) private readonly settings: SessionSettings) {}

  /**
   * Reads the one cookie of exactly this name, as it stands: no quotes, no percent-encoding, no
   * second guess. Which of two of one name is ours cannot be told (a neighbouring host may have
   * set the other), so that neither is.
   *
   * @throws {RefreshTokenMissingError}
   */
  read(header: string | undefined): string {
    const value = this.readIfAny(header);
    if (value === undefined) throw new RefreshTokenMissingError();
    return value;
  }

  /** @returns `undefined` where there is none. @throws {RefreshTokenMissingError} For two. */
  readIfAny(header: string | undefined): string | undefined {
    const pairs = (header ?? '').split(';').map((pair) => pair.replace(/^[ \t]+|[ \t]+$/g, ''));
    const prefix = `${this.settings.cookie.name}=`;
    const values = pairs.filter((pair) => pair.startsWith(prefix));
    if (values.length > 1) throw new RefreshTokenMissingError();
    return values[0]?.slice(prefix.length) || undefined;
  }

  /** @returns The value of `Set-Cookie` that hands a token over. */
  write(token: string, seconds: number): string {
    const { name, sameSite, secure } = this.settings.cookie;
    return [
      `${name}=${token}`,
      'HttpOnly',
      ...(secure ? ['Secure'] : []),
      `SameSite=${sameSite}`,
      `Path=${COOKIE_PATH}`,
      `Max-Age=${seconds}`,
    ].join('; ');
  }

  /** @returns The value of `Set-Cookie` that takes it back. */
  clear(): string {
    return this.write('', 0);
  }
}
