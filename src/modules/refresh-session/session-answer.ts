import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { RefreshTokenGoneError, SessionOwnerInactiveError } from './errors.js';
import { RefreshCookie } from './refresh-cookie.js';
import type { SessionTokens } from './session-opener.js';

/** The part of an answer that is in headers, under Fastify and Express alike. */
@Injectable()
export class SessionAnswer {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly cookie: RefreshCookie,
  ) {}

  /** @returns What goes into the body: never the refresh token. */
  hand(response: unknown, tokens: SessionTokens): { token: string; expiresIn: number } {
    this.setCookie(response, this.cookie.write(tokens.refreshToken, tokens.restSeconds));
    return { token: tokens.token, expiresIn: tokens.expiresIn };
  }

  clear(response: unknown): void {
    this.setCookie(response, this.cookie.clear());
  }

  /**
   * Takes the cookie back where the refusal is final, and only there: what fails for want of a
   * database is not the token's fault.
   */
  async clearIfFinal<T>(response: unknown, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof RefreshTokenGoneError || error instanceof SessionOwnerInactiveError)
        this.clear(response);
      throw error;
    }
  }

  private setCookie(response: unknown, value: string): void {
    this.host.httpAdapter.setHeader(response, 'Set-Cookie', value);
  }
}
