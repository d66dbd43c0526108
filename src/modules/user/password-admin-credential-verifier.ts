import { Injectable, Logger } from '@nestjs/common';
import {
  AccessControl,
  AdminCredentialVerifier,
  IssueClock,
  NoRoleError,
  PrincipalType,
  SignInFailedError,
  type SignIn,
} from '../../contract/index.js';
import { AdminSignIn, type AdminCredentials } from './admin-sign-in.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { MAX_PASSWORD_CHARACTERS } from './passwords/password-too-long-error.js';
import { MAX_USERNAME_LENGTH } from './username.js';

/** Names and passwords against the `admin_user` table, with the same work for every outcome. */
@Injectable()
export class PasswordAdminCredentialVerifier extends AdminCredentialVerifier {
  private readonly logger = new Logger('user');

  constructor(
    private readonly signIns: AdminSignIn,
    private readonly hasher: PasswordHasher,
    private readonly issueClock: IssueClock,
    private readonly accessControl: AccessControl,
  ) {
    super();
  }

  override checkRoom(): void {
    this.hasher.checkRoom();
  }

  override async verify(username: string, password: string): Promise<SignIn> {
    // Longer than any account can have: refused by length, which tells nothing about accounts.
    if (username.length > MAX_USERNAME_LENGTH || password.length > MAX_PASSWORD_CHARACTERS)
      throw new SignInFailedError();
    const signIn =
      (await this.attempt(username, password)) ?? (await this.attempt(username, password));
    if (!signIn) throw new SignInFailedError();
    return signIn;
  }

  /**
   * @returns `undefined` when the account changed while its password was being checked, by another
   *   sign-in that renewed an outdated hash, say: the new state deserves one more look.
   */
  private async attempt(username: string, password: string): Promise<SignIn | undefined> {
    const account = await this.signIns.find(username);
    if (!account) {
      await this.hasher.verifyNobody(password);
      throw new SignInFailedError();
    }
    const newHash = await this.check(account, password);
    const principal = { type: PrincipalType.Admin, id: account.id };
    // Before the statement that notes the sign-in: a revocation after it then covers the token.
    const at = await this.issueClock.nextFor(principal);
    if (!(await this.accessControl.hasRole(principal))) throw new NoRoleError();
    if (!(await this.signIns.record(account, newHash))) return undefined;
    return { principal, at };
  }

  /**
   * @returns A new hash where the stored one is outdated.
   * @throws {SignInFailedError} For a wrong password, and for an account that is off.
   */
  private async check(account: AdminCredentials, password: string): Promise<string | undefined> {
    const { matches, outdated, malformed } = await this.hasher.verify(account.password, password);
    if (malformed)
      this.logger.error({ message: 'stored password hash is malformed', userId: account.id });
    if (!matches || !account.isActive) throw new SignInFailedError();
    return outdated ? await this.hasher.renew(password) : undefined;
  }
}
