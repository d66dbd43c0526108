import type { SecurityKey } from './security-key.js';

/** WebAuthn, section 13.4.3: at least 16. */
export const CHALLENGE_BYTES = 16;

const TIMEOUT_MS = 60_000;

/** Magento's scripts want bytes as arrays of numbers. */
const bytes = (value: Buffer): number[] => [...value];

const descriptorOf = ({ id }: SecurityKey): object => ({
  type: 'public-key',
  id: bytes(Buffer.from(id, 'base64url')),
});

/** What `navigator.credentials.create` is given once its arrays are typed ones. */
export const registrationOptions = (
  rpId: string,
  { id, username }: { readonly id: number; readonly username: string },
  keys: readonly SecurityKey[],
  challenge: Buffer,
): object => ({
  publicKey: {
    challenge: bytes(challenge),
    user: { id: bytes(Buffer.from(String(id))), name: username, displayName: username },
    rp: { name: rpId, id: rpId },
    pubKeyCredParams: [{ alg: -7, type: 'public-key' }],
    attestation: 'indirect',
    authenticatorSelection: {
      authenticatorAttachment: 'cross-platform',
      requireResidentKey: false,
      userVerification: 'discouraged',
    },
    timeout: TIMEOUT_MS,
    // A key that is there already is not made anew.
    excludeCredentials: keys.map(descriptorOf),
    extensions: { exts: true },
  },
});

/** The same for `navigator.credentials.get`. */
export const authenticationOptions = (
  rpId: string,
  keys: readonly SecurityKey[],
  challenge: Buffer,
): object => ({
  credentialRequestOptions: {
    challenge: bytes(challenge),
    timeout: TIMEOUT_MS,
    allowCredentials: keys.map(descriptorOf),
    userVerification: 'discouraged',
    extensions: { txAuthSimple: `Authenticate with ${rpId}` },
    rpId,
  },
});
