import { Injectable } from '@nestjs/common';
import {
  AdminCredentialVerifier,
  CustomerCredentialVerifier,
  PrincipalType,
  SecondFactor,
  SignInThrottler,
  type SecondFactorProof,
  type SignIn,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { USER_TYPES, type UserType } from './accounts.js';

/** What somebody proves with who they are. */
export interface Credentials {
  readonly userType: UserType;
  readonly username: string;
  readonly password: string;
  readonly proof: SecondFactorProof;
}

/**
 * The one gate of this module: whatever is guessable is proved in here, under the counter that all
 * paths share.
 */
@Injectable()
export class SignInGate {
  constructor(
    private readonly throttler: SignInThrottler,
    private readonly admins: AdminCredentialVerifier,
    private readonly customers: CustomerCredentialVerifier,
    @InjectAll(SecondFactor) private readonly factors: readonly SecondFactor[],
  ) {}

  /**
   * Proves name, password and every second factor, then does what was to be proved, all of it as
   * one attempt.
   *
   * @throws {DomainError} Whatever the sign-in policy in force refuses with.
   */
  signIn<T>(credentials: Credentials, then: (signIn: SignIn) => Promise<T>): Promise<T> {
    return this.attempt(credentials, async (signIn) => {
      for (const factor of this.factors) await factor.verify(signIn, credentials.proof);
      return then(signIn);
    });
  }

  /**
   * The same for somebody who is signed in already and shows that it is them: whoever has no second
   * factor yet is not asked for one.
   *
   * @param id Of their account: another one may have the same name, of a customer of another website.
   */
  confirm<T>(
    id: number,
    credentials: Credentials,
    then: (signIn: SignIn) => Promise<T>,
  ): Promise<T> {
    const confirmed = async (signIn: SignIn): Promise<T> => {
      for (const factor of this.factors) await factor.confirm(signIn, credentials.proof);
      return then(signIn);
    };
    return this.attempt(credentials, confirmed, id);
  }

  private async attempt<T>(
    { userType, username, password }: Credentials,
    then: (signIn: SignIn) => Promise<T>,
    id?: number,
  ): Promise<T> {
    const type = USER_TYPES[userType];
    const verifier = type === PrincipalType.Admin ? this.admins : this.customers;
    verifier.checkRoom();
    return this.throttler.attempt({ type, name: username }, async () =>
      then(await verifier.verify(username, password, id)),
    );
  }
}
