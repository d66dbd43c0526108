import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { RequestHeaders } from '../webapi/index.js';
import { CorsSettings } from './cors-settings.js';
import { OriginNotAllowedError } from './errors.js';

/**
 * Keeps pages of foreign origins away from routes that a cookie speaks for. The default cookie is
 * sent from every site, so that nothing but this check stands between a hostile page and them.
 *
 * Every browser of today says who calls, by `Origin` on everything but GET (Fetch, section 3.2) or
 * by `Sec-Fetch-Site`. What says neither, nor a `Referer`, is no page.
 */
@Injectable()
export class OriginGuard implements CanActivate {
  constructor(@Inject(CorsSettings.token) private readonly settings: CorsSettings) {}

  /** @throws {OriginNotAllowedError} */
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<RequestHeaders>();
    if (!this.mayCall(headers)) throw new OriginNotAllowedError();
    return true;
  }

  private mayCall(headers: RequestHeaders['headers']): boolean {
    const { origin, referer, host } = headers;
    if (origin !== undefined) return this.isKnown(origin, host);
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' || site === 'none';
    return referer === undefined || this.isKnown(originOf(referer), host);
  }

  /** `null`, which sandboxed frames and some redirects send, is nobody's origin. */
  private isKnown(origin: unknown, host: unknown): boolean {
    if (typeof origin !== 'string') return false;
    const { allowedOrigins, ownOrigin } = this.settings;
    if (allowedOrigins.includes(origin)) return true;
    if (ownOrigin !== undefined) return origin === ownOrigin;
    return (
      typeof host === 'string' && (origin === `http://${host}` || origin === `https://${host}`)
    );
  }
}

const originOf = (url: unknown): string | undefined =>
  typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : undefined;
