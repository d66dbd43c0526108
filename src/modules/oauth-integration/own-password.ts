import { Injectable } from '@nestjs/common';
import {
  AdminCredentialVerifier,
  PrincipalType,
  SignInFailedError,
  SignInThrottler,
  type Principal,
} from '../../contract/index.js';
import { AdminAccounts } from '../user/index.js';
import { OwnAccountLockedError, OwnPasswordError } from './integration-errors.js';

/** Asks administrators for their own password again: a token that was found must not make others. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly accounts: AdminAccounts,
    private readonly throttler: SignInThrottler,
    private readonly verifier: AdminCredentialVerifier,
  ) {}

  /**
   * Wrong passwords count as failed sign-ins do.
   *
   * @throws {OwnPasswordError} Also for whoever has none, as integrations.
   * @throws {OwnAccountLockedError}
   */
  async check({ type, id }: Principal, password: string): Promise<void> {
    const accounts = type === PrincipalType.Admin ? await this.accounts.list() : [];
    const account = accounts.find((each) => each.id === id);
    if (!account || password === '') throw new OwnPasswordError();
    const { username } = account;
    this.verifier.checkRoom();
    let heard = false;
    try {
      await this.throttler.attempt({ type: PrincipalType.Admin, name: username }, () => {
        heard = true;
        return this.verifier.verify(username, password);
      });
    } catch (error) {
      if (!(error instanceof SignInFailedError)) throw error;
      throw heard ? new OwnPasswordError() : new OwnAccountLockedError();
    }
  }
}
