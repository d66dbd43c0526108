import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { Clock } from '../../../contract/index.js';
import type { AdminUser } from '../../user/index.js';
import { InvalidKeyError, KeyDataError, KeyPromptError, KeyRegistrationError } from '../errors.js';
import { FactorStore } from '../factor-store.js';
import type { TfaFactor } from '../persistence/tfa-factor.entity.js';
import { TwoFactorSettings } from '../two-factor-settings.js';
import { assertionFrom, attestationFrom } from './credential-json.js';
import { keysFrom, keysText, type SecurityKey } from './security-key.js';
import { authenticationOptions, CHALLENGE_BYTES, registrationOptions } from './webauthn-options.js';

/** Longer than a browser waits (60 s). */
const CHALLENGE_SECONDS = 300;
/** The one algorithm of U2F keys: ECDSA with SHA-256 on P-256 (COSE). */
const ES256 = -7;

/** Security keys by WebAuthn (level 2), in the shapes of Magento's U2F provider. */
@Injectable()
export class SecurityKeys {
  constructor(
    private readonly store: FactorStore,
    private readonly clock: Clock,
    @Inject(TwoFactorSettings.token) private readonly settings: TwoFactorSettings,
  ) {}

  /** @returns What a browser is asked to make a key from, as JSON. */
  async configure({ id, username }: AdminUser): Promise<string> {
    const factor = await this.store.begin(id, 'u2fkey', keysText([]));
    const challenge = await this.challenge(factor);
    return JSON.stringify(registrationOptions(this.rpId, { id, username }, challenge));
  }

  /**
   * Checks the key that was made.
   *
   * @returns What is to be kept of it.
   * @throws {KeyRegistrationError} @throws {KeyDataError} @throws {InvalidKeyError}
   */
  async register(factor: TfaFactor | undefined, json: string): Promise<string> {
    const challenge = factor && this.openChallenge(factor);
    if (challenge === undefined) throw new KeyRegistrationError();
    const response = attestationFrom(json);
    if (!response) throw new KeyDataError();
    const verified = await judged(() =>
      verifyRegistrationResponse({
        response,
        ...this.expected(challenge),
        supportedAlgorithmIDs: [ES256],
      }),
    );
    if (!verified.registrationInfo) throw new InvalidKeyError();
    const { id, publicKey, counter } = verified.registrationInfo.credential;
    const key = Buffer.from(publicKey).toString('base64url');
    return keysText([{ id, publicKey: key, counter }]);
  }

  /** @returns What a browser is asked to prove a key with, as JSON. */
  async prompt(factor: TfaFactor): Promise<string> {
    const challenge = await this.challenge(factor);
    const keys = keysFrom(this.store.dataOf(factor));
    return JSON.stringify(authenticationOptions(this.rpId, keys, challenge));
  }

  /**
   * Checks the proof of a key, which is good once.
   *
   * @throws {KeyPromptError} @throws {InvalidKeyError}
   */
  async verify(factor: TfaFactor, json: string): Promise<void> {
    const challenge = this.openChallenge(factor);
    if (challenge === undefined) throw new KeyPromptError();
    const keys = keysFrom(this.store.dataOf(factor));
    const response = assertionFrom(json);
    const key = keys.find(({ id }) => id === response?.id);
    if (!response || !key) throw new InvalidKeyError();
    const { verified, authenticationInfo } = await judged(() =>
      verifyAuthenticationResponse({
        response,
        ...this.expected(challenge),
        credential: credentialOf(key),
      }),
    );
    if (!verified) throw new InvalidKeyError();
    const counted = keys.map((each) =>
      each === key ? { ...key, counter: authenticationInfo.newCounter } : each,
    );
    if (!(await this.store.useChallenge(factor, keysText(counted)))) throw new InvalidKeyError();
  }

  /** Host of the first origin (WebAuthn, section 5.1.2). */
  private get rpId(): string {
    return new URL(this.settings.webauthnOrigins[0]!).hostname;
  }

  private expected(expectedChallenge: string) {
    return {
      expectedChallenge,
      expectedOrigin: [...this.settings.webauthnOrigins],
      expectedRPID: this.rpId,
      requireUserVerification: false,
    };
  }

  private async challenge(factor: TfaFactor): Promise<Buffer> {
    const challenge = randomBytes(CHALLENGE_BYTES);
    const expires = this.clock.now() + CHALLENGE_SECONDS;
    await this.store.setChallenge(factor, challenge.toString('base64url'), expires);
    return challenge;
  }

  private openChallenge({ challenge, challengeExpires }: TfaFactor): string | undefined {
    const isOpen = challengeExpires !== null && this.clock.now() < challengeExpires;
    return isOpen ? (challenge ?? undefined) : undefined;
  }
}

const credentialOf = ({ id, publicKey, counter }: SecurityKey): WebAuthnCredential => ({
  id,
  publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
  counter,
});

/** The library throws for whatever is wrong with an answer. */
async function judged<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    throw new InvalidKeyError({ cause });
  }
}
