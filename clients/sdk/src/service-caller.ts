import type { BaseUrl } from './base-url.js';
import { ServiceUnavailableError } from './errors.js';

/** The global `fetch`, or one with a proxy, a cookie jar or a certificate authority of your own. */
export type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;

export const globalFetch: Fetch = (input, init) => fetch(input, init);

/** What the service said; `body` is undefined if it was not JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Calls the routes that tokens come from. A service that cannot answer is one error, whatever the cause. */
export class ServiceCaller {
  constructor(
    private readonly baseUrl: BaseUrl,
    private readonly fetch: Fetch,
    private readonly timeoutSeconds: number,
  ) {}

  /** @throws {ServiceUnavailableError} On a network failure, a timeout, 429 and 5xx. */
  async call(method: string, path: string, init: RequestInit, body?: unknown): Promise<Answer> {
    const response = await this.#send(method, path, init, body);
    const { status } = response;
    if (status === 429 || status >= 500) {
      const retryAfterSeconds = retryAfter(response.headers);
      throw new ServiceUnavailableError({ status, retryAfterSeconds });
    }
    return { status, body: await bodyOf(response) };
  }

  async #send(method: string, path: string, init: RequestInit, body: unknown): Promise<Response> {
    try {
      return await this.fetch(this.baseUrl.resolve(path), {
        ...init,
        method,
        cache: 'no-store',
        // Credentials are not carried to wherever a redirect points.
        redirect: 'error',
        signal: AbortSignal.timeout(this.timeoutSeconds * 1000),
        headers: {
          Accept: 'application/json',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new ServiceUnavailableError({ cause });
    }
  }
}

/** An answer that breaks off is no answer; one that is not JSON is. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw new ServiceUnavailableError({ cause });
  });
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 9110, section 10.2.3: seconds, or a date; the latter against the server's own clock if it tells. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const now = Date.parse(headers.get('Date') ?? '') || Date.now();
  const seconds = Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
