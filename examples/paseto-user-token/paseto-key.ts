import { webcrypto } from 'node:crypto';
import { PasetoError, PublicProtocol, type Claims } from 'paseto';
import {
  GetPublicKeyFactory,
  SecretKeyFromCryptoKey,
  SignFactory,
  VerifyFactory,
  type PublicKey,
  type SecretKey,
} from 'paseto/v4/public';
import { IssueRefusedError, UnreadableTokenError, type PurposeKey } from 'tokenwright';

const paseto = new PublicProtocol(GetPublicKeyFactory, SignFactory, VerifyFactory);

/** PKCS #8 frame of an Ed25519 private key (RFC 8410, section 7); its 32 bytes follow. */
const PKCS8_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * More seconds than any date differs from any other: the library must not judge `exp` by the
 * system's time. One clock judges the tokens of all formats.
 */
const ANY_TIME = { clockTolerance: Number.MAX_SAFE_INTEGER };

/** One key pair; the only file that knows the PASETO library. */
export class PasetoKey {
  private constructor(
    private readonly footer: Uint8Array,
    private readonly secretKey: SecretKey,
    private readonly publicKey: PublicKey,
  ) {}

  /** @param bytes The 32 bytes from which Ed25519 makes both halves of the pair. */
  static async from({ id, bytes }: PurposeKey): Promise<PasetoKey> {
    const pkcs8 = Buffer.concat([PKCS8_FRAME, bytes]);
    const native = await webcrypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
    const secretKey = await SecretKeyFromCryptoKey(native);
    const footer = Buffer.from(JSON.stringify({ kid: id }));
    return new PasetoKey(footer, secretKey, await paseto.GetPublicKey(secretKey));
  }

  /** The last part of every token signed with this key. */
  get encodedFooter(): string {
    return Buffer.from(this.footer).toString('base64url');
  }

  /** @throws {IssueRefusedError} When PASETO forbids a claim, such as an `aud` that is no text. */
  async sign(claims: Readonly<Record<string, unknown>>): Promise<string> {
    try {
      return await paseto.Sign(this.secretKey, claims as Claims, { footer: this.footer });
    } catch (error) {
      if (error instanceof PasetoError) throw new IssueRefusedError(error.message);
      throw error;
    }
  }

  /**
   * @returns The claims as they were signed; nothing is known yet about their types.
   * @throws {UnreadableTokenError} For anything but the one text of a token signed with this key.
   */
  async verify(token: string): Promise<Readonly<Record<string, unknown>>> {
    try {
      return (await paseto.Verify(this.publicKey, token, ANY_TIME)).claims;
    } catch (cause) {
      throw new UnreadableTokenError({ cause });
    }
  }
}
