import type { Grant } from '../../../sdk/src/index.js';
import { bodyOf, jsonInit, type Service } from '../frame/service.js';
import { service } from '../frame/session.js';
import type { Device } from './device.js';

const SESSIONS = '/auth/sessions';
const PASSWORD = '/auth/password';

/** What a signed-in user may do about the own account, beside the session itself. */
class AccountRoutes {
  constructor(private readonly service: Service) {}

  async devices(): Promise<readonly Device[]> {
    return this.service.get(SESSIONS);
  }

  /** @returns Whether it was still signed in. */
  async end(id: string): Promise<boolean> {
    const answer = await this.service.send('DELETE', `${SESSIONS}/${encodeURIComponent(id)}`);
    if (answer.status === 404) return false;
    await bodyOf(answer);
    return true;
  }

  /** @returns How many sessions were ended: all but this one. */
  async endOthers(): Promise<number> {
    const { ended } = await this.service.call<{ ended: number }>('DELETE', SESSIONS);
    return ended;
  }

  /**
   * Ends every other session as well, and goes on with a new one here.
   *
   * The token is sent by hand: a wrong password is answered with 401, too, and must not be tried
   * again with another token, because each try counts towards the lock of the account.
   */
  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    const { session } = this.service;
    const send = async (token: string): Promise<Response> =>
      this.service.send(
        'PUT',
        PASSWORD,
        jsonInit({ currentPassword, newPassword }, { Authorization: `Bearer ${token}` }),
      );
    let answer = await send(await session.accessToken());
    if (blamesToken(answer)) answer = await send(await session.refresh());
    session.adopt(await bodyOf<Grant>(answer));
  }
}

export const account = new AccountRoutes(service);

const blamesToken = ({ status, headers }: Response): boolean =>
  status === 401 && /\binvalid_token\b/.test(headers.get('WWW-Authenticate') ?? '');
