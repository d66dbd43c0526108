import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { Clock } from '../../../contract/index.js';
import type { AdminUser } from '../../user/index.js';
import {
  InvalidKeyError,
  KeyDataError,
  KeyLimitError,
  KeyPromptError,
  KeyRegistrationError,
} from './key-errors.js';
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
/** Enough for everybody, and for a text of the table. */
const MAX_KEYS = 10;

/** Security keys by WebAuthn (level 2), in the shapes of Magento's U2F provider. */
@Injectable()
export class SecurityKeys {
  constructor(
    private readonly store: FactorStore,
    private readonly clock: Clock,
    @Inject(TwoFactorSettings.token) private readonly settings: TwoFactorSettings,
  ) {}

  /** @returns What a browser is asked to make a key from, as JSON. @throws {KeyLimitError} */
  async configure({ id, username }: AdminUser): Promise<string> {
    const factor = await this.store.begin(id, 'u2fkey', keysText([]));
    const keys = this.of(factor);
    if (keys.length >= MAX_KEYS) throw new KeyLimitError(MAX_KEYS);
    const challenge = await this.challenge(factor);
    return JSON.stringify(registrationOptions(this.rpId, { id, username }, keys, challenge));
  }

  /** @returns The keys of a factor, oldest first. */
  of(factor: TfaFactor): SecurityKey[] {
    return keysFrom(this.store.dataOf(factor));
  }

  /**
   * Checks the key that was made.
   *
   * @param name What its owner calls it.
   * @returns What is to be kept of it and of those there are.
   * @throws {KeyRegistrationError} @throws {KeyDataError} @throws {InvalidKeyError}
   */
  async register(factor: TfaFactor | undefined, json: string, name: string): Promise<string> {
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
    const keys = this.of(factor!);
    if (keys.some((key) => key.id === id)) throw new InvalidKeyError();
    const key = Buffer.from(publicKey).toString('base64url');
    const createdAt = this.clock.now();
    return keysText([...keys, { id, publicKey: key, counter, name, createdAt }]);
  }

  /** @returns What a browser is asked to prove a key with, as JSON. */
  async prompt(factor: TfaFactor): Promise<string> {
    const challenge = await this.challenge(factor);
    return JSON.stringify(authenticationOptions(this.rpId, this.of(factor), challenge));
  }

  /**
   * Checks the proof of a key, which is good once.
   *
   * @throws {KeyPromptError} @throws {InvalidKeyError}
   */
  async verify(factor: TfaFactor, json: string): Promise<void> {
    const challenge = this.openChallenge(factor);
    if (challenge === undefined) throw new KeyPromptError();
    const keys = this.of(factor);
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
