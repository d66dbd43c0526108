import { Injectable } from '@nestjs/common';
import {
  AdminCredentialVerifier,
  PrincipalType,
  SignInThrottler,
  type SignIn,
} from '../../contract/index.js';
import { SignInTokens } from '../integration/index.js';
import type { Credentials } from './request-fields.js';

type Proof = (signIn: SignIn) => Promise<void>;

/** Everything guessable is proved in here, under the counter that all paths share. */
@Injectable()
export class TwoFactorSignIn {
  constructor(
    private readonly throttler: SignInThrottler,
    private readonly verifier: AdminCredentialVerifier,
    private readonly tokens: SignInTokens,
  ) {}

  /** @returns A token, made once everything is proved. */
  token(credentials: Credentials, prove: Proof): Promise<string> {
    return this.proved(credentials, prove, (signIn) =>
      this.tokens.issue(signIn, credentials.username),
    );
  }

  /** Proves name, password and second factor, then does what was to be proved, as one attempt. */
  async proved<T>(
    { username, password }: Credentials,
    prove: Proof,
    then: (signIn: SignIn) => Promise<T>,
  ): Promise<T> {
    this.verifier.checkRoom();
    return this.guarded(username, async () => {
      const signIn = await this.verifier.verify(username, password);
      await prove(signIn);
      return then(signIn);
    });
  }

  /** Runs what proves all there is to prove: failures count, and success resets the counter. */
  guarded<T>(username: string, work: () => Promise<T>): Promise<T> {
    return this.throttler.attempt({ type: PrincipalType.Admin, name: username }, work);
  }

  /** Proves name and password: half a sign-in, which is noted nowhere. */
  async half({ username, password }: Credentials): Promise<SignIn> {
    this.verifier.checkRoom();
    return this.counted(username, () => this.verifier.verify(username, password));
  }

  /**
   * Runs a check whose failures count, and whose success says nothing of the rest of a sign-in: it
   * does not reset the counter, and what it writes is taken back.
   */
  async counted<T>(username: string, check: () => Promise<T>): Promise<T> {
    const halt = new Error('half a sign-in');
    const results: T[] = [];
    try {
      await this.guarded(username, async () => {
        results.push(await check());
        throw halt;
      });
    } catch (error) {
      if (error !== halt) throw error;
    }
    return results[0]!;
  }
}
