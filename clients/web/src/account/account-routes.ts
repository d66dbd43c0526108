import type { Grant } from '../../../sdk/src/index.js';
import type { Proof } from '../frame/proof.js';
import { bodyOf, jsonInit } from '../frame/service.js';
import { service, session } from '../frame/session.js';
import type { Device } from './device.js';

const SESSIONS = '/auth/sessions';
const PASSWORD = '/auth/password';

/** What a signed-in user may do about the own account, beside the session itself. */
class AccountRoutes {
  async devices(): Promise<readonly Device[]> {
    return service.get(SESSIONS);
  }

  /** @returns Whether it was still signed in. */
  async end(id: string): Promise<boolean> {
    const answer = await service.send('DELETE', `${SESSIONS}/${encodeURIComponent(id)}`);
    if (answer.status === 404) return false;
    await bodyOf(answer);
    return true;
  }

  /** @returns How many sessions were ended: all but this one. */
  async endOthers(): Promise<number> {
    const { ended } = await service.call<{ ended: number }>('DELETE', SESSIONS);
    return ended;
  }

  /**
   * Ends every other session as well, and goes on with a new one here.
   *
   * The token is sent by hand: a wrong password is answered with 401, too, and must not be tried
   * again with another token, because each try counts towards the lock of the account.
   */
  async changePassword(currentPassword: string, newPassword: string, proof?: Proof): Promise<void> {
    const send = async (token: string): Promise<Response> =>
      service.send(
        'PUT',
        PASSWORD,
        jsonInit({ currentPassword, newPassword, ...proof }, { Authorization: `Bearer ${token}` }),
      );
    let answer = await send(await session.accessToken());
    if (blamesToken(answer)) answer = await send(await session.refresh());
    session.adopt(await bodyOf<Grant>(answer));
  }
}

export const account = new AccountRoutes();

const blamesToken = ({ status, headers }: Response): boolean =>
  status === 401 && /\binvalid_token\b/.test(headers.get('WWW-Authenticate') ?? '');
