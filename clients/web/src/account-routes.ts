import {
  ServiceUnavailableError,
  TokenwrightError,
  type Grant,
  type SessionClient,
} from '../../sdk/src/index.js';
import type { Device } from './device.js';
import { RefusedError } from './refused-error.js';

const SESSIONS = '/auth/sessions';
const PASSWORD = '/auth/password';

/** What a signed-in user may do about the own account, beside the session itself. */
export class AccountRoutes {
  constructor(private readonly session: SessionClient) {}

  async devices(): Promise<readonly Device[]> {
    return bodyOf<Device[]>(await this.#send('GET', SESSIONS));
  }

  /** @returns Whether it was still signed in. */
  async end(id: string): Promise<boolean> {
    const answer = await this.#send('DELETE', `${SESSIONS}/${encodeURIComponent(id)}`);
    if (answer.status === 404) return false;
    await bodyOf(answer);
    return true;
  }

  /** @returns How many sessions were ended: all but this one. */
  async endOthers(): Promise<number> {
    const { ended } = await bodyOf<{ ended: number }>(await this.#send('DELETE', SESSIONS));
    return ended;
  }

  /**
   * Ends every other session as well, and goes on with a new one here.
   *
   * The token is sent by hand: a wrong password is answered with 401, too, and must not be tried
   * again with another token, because each try counts towards the lock of the account.
   */
  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    const body = JSON.stringify({ currentPassword, newPassword });
    const send = async (token: string): Promise<Response> =>
      this.#send('PUT', PASSWORD, {
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body,
      });
    let answer = await send(await this.session.accessToken());
    if (blamesToken(answer)) answer = await send(await this.session.refresh());
    this.session.adopt(await bodyOf<Grant>(answer));
  }

  async #send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await this.session.fetch(path, { ...init, method, cache: 'no-store' });
    } catch (cause) {
      throw cause instanceof TokenwrightError ? cause : new ServiceUnavailableError({ cause });
    }
  }
}

const blamesToken = ({ status, headers }: Response): boolean =>
  status === 401 && /\binvalid_token\b/.test(headers.get('WWW-Authenticate') ?? '');

/** @throws {ServiceUnavailableError} @throws {RefusedError} */
async function bodyOf<T>(answer: Response): Promise<T> {
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
