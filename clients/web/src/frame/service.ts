import { ServiceUnavailableError, TokenwrightError } from '../../../sdk/src/index.js';
import { RefusedError } from './refused-error.js';

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Requests to the service, and answers that are what they should be, or errors. */
export class Service {
  constructor(private readonly fetch: Fetch) {}

  async get<T>(path: string): Promise<T> {
    return bodyOf<T>(await this.send('GET', path));
  }

  /** Sends JSON. @throws {ServiceUnavailableError} @throws {RefusedError} */
  async call<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T> {
    return bodyOf<T>(await this.send(method, path, body === undefined ? {} : jsonInit(body)));
  }

  /** @returns Whether whoever asks may look there. */
  async mayGet(path: string): Promise<boolean> {
    return (await this.send('GET', path)).ok;
  }

  /** @returns Any answer. @throws {ServiceUnavailableError} When there is none. */
  async send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await this.fetch(path, { ...init, method, cache: 'no-store' });
    } catch (cause) {
      throw cause instanceof TokenwrightError ? cause : new ServiceUnavailableError({ cause });
    }
  }
}

/** @returns A request with a body. */
export const jsonInit = (body: object, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** @throws {ServiceUnavailableError} @throws {RefusedError} */
export async function bodyOf<T>(answer: Response): Promise<T> {
  const { status, ok } = answer;
  if (status === 429 || status >= 500) {
    const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
    const retryAfterSeconds = Number.isInteger(seconds) ? seconds : undefined;
    throw new ServiceUnavailableError({ status, retryAfterSeconds });
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (!ok || body === undefined) throw new RefusedError(status, body);
  return body as T;
}
