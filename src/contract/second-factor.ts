import type { SignIn } from './sign-in.js';

/** What was sent beside a password to prove more than that. */
export interface SecondFactorProof {
  /** A one-time code as it was typed; undefined when none was sent. */
  readonly otp: string | undefined;
  /** What a security key answered, as JSON; undefined when nothing was sent. */
  readonly publicKeyCredentialJson: string | undefined;
}

/**
 * A further proof that a sign-in asks for once the password is right. All enabled ones must agree.
 * They run inside {@link SignInThrottler.attempt}, before anything is made: a
 * {@link SignInFailedError} counts as a failure of the whole sign-in, any other error does not. What
 * asks for a proof that was not sent is a {@link FurtherProofError}.
 */
export abstract class SecondFactor {
  /**
   * @param signIn Who has given a right password; of any type.
   * @throws {DomainError} When the proof is missing or wrong, or there is nothing yet to prove it with.
   */
  abstract verify(signIn: SignIn, proof: SecondFactorProof): Promise<void>;

  /**
   * The same for somebody who is signed in already and shows that it is them: whoever has no factor
   * yet is not asked for one.
   */
  abstract confirm(signIn: SignIn, proof: SecondFactorProof): Promise<void>;
}
