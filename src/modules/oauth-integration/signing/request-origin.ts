import type { RestRequest } from '../../webapi/index.js';

/** What both platforms know of how a request came in; forwarded headers count as far as trusted. */
export interface OriginatedRequest extends Omit<RestRequest, 'user' | 'refusal'> {
  readonly protocol?: string;
  /** With its port. */
  readonly host?: string;
}

/** Where a request went, as its sender sees it. */
export interface RequestTarget {
  /** Scheme and host. */
  readonly origin: string;
  /** Path and query as they were sent. */
  readonly target: string;
}

/**
 * @param publicBaseUrl How the world reaches the service. Where it is set, no header of the request
 *   has a say in what its sender must have signed.
 */
export function requestTarget(
  request: OriginatedRequest,
  publicBaseUrl: string | undefined,
): RequestTarget {
  const target = localPart(request.originalUrl ?? request.url ?? '/');
  if (publicBaseUrl === undefined)
    return {
      origin: `${request.protocol ?? 'http'}://${request.host ?? String(request.headers.host ?? '')}`,
      target,
    };
  const { origin, pathname } = new URL(publicBaseUrl);
  const prefix = pathname === '/' ? '' : pathname;
  // A proxy may pass the whole path on, or take off what is its own.
  const isWhole = target === prefix || target.startsWith(`${prefix}/`);
  return { origin, target: isWhole ? target : prefix + target };
}

/** A request's target may be a whole URL (RFC 9112, section 3.2.2). */
const localPart = (url: string): string =>
  url.startsWith('/') ? url : url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '');
