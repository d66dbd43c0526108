import type { SignIn } from './sign-in.js';

/**
 * A further proof that a sign-in asks for once the password is right. All enabled ones must agree.
 * They run inside {@link SignInThrottler.attempt}, before anything is made: a
 * {@link SignInFailedError} counts as a failure of the whole sign-in, any other error does not.
 */
export abstract class SecondFactor {
  /**
   * @param signIn Who has given a right password; of any type.
   * @param code As sent; `""` when none was.
   * @throws {DomainError} When the code is missing or wrong.
   */
  abstract verify(signIn: SignIn, code: string): Promise<void>;
}
