/** A browser that has no security keys, or a page that it does not let use them. */
export class NoSecurityKeysError extends Error {}

type Bytes = readonly number[];
interface Descriptor {
  readonly type: 'public-key';
  readonly id: Bytes;
}

/** The service's options: bytes are arrays of numbers. */
interface CreationJson {
  readonly publicKey: Omit<
    PublicKeyCredentialCreationOptions,
    'challenge' | 'user' | 'excludeCredentials' | 'extensions'
  > & {
    readonly challenge: Bytes;
    readonly user: { readonly id: Bytes; readonly name: string; readonly displayName: string };
    readonly excludeCredentials: readonly Descriptor[];
    readonly extensions?: object;
  };
}
interface RequestJson {
  readonly credentialRequestOptions: Omit<
    PublicKeyCredentialRequestOptions,
    'challenge' | 'allowCredentials' | 'extensions'
  > & {
    readonly challenge: Bytes;
    readonly allowCredentials: readonly Descriptor[];
    readonly extensions?: object;
  };
}

/**
 * Has a security key make a credential (WebAuthn).
 *
 * @param options `credential_request_options_json` of the service.
 * @returns What the service takes as `publicKeyCredentialJson`.
 * @throws {NoSecurityKeysError} @throws {DOMException} As the browser says it.
 */
export async function createCredential(options: string): Promise<string> {
  const { extensions: _unknown, ...given } = (JSON.parse(options) as CreationJson).publicKey;
  const made = await keys().create({
    publicKey: {
      ...given,
      challenge: bytes(given.challenge),
      user: { ...given.user, id: bytes(given.user.id) },
      excludeCredentials: given.excludeCredentials.map(descriptor),
    },
  });
  const { id, response } = made as PublicKeyCredential;
  const { clientDataJSON, attestationObject } = response as AuthenticatorAttestationResponse;
  return answer(id, { clientDataJSON, attestationObject });
}

/** Has a security key prove that it is there; otherwise the same. */
export async function proveCredential(options: string): Promise<string> {
  const asked = (JSON.parse(options) as RequestJson).credentialRequestOptions;
  const { extensions: _unknown, ...given } = asked;
  const proved = await keys().get({
    publicKey: {
      ...given,
      challenge: bytes(given.challenge),
      allowCredentials: given.allowCredentials.map(descriptor),
    },
  });
  const { id, response } = proved as PublicKeyCredential;
  const { clientDataJSON, authenticatorData, signature } =
    response as AuthenticatorAssertionResponse;
  return answer(id, { clientDataJSON, authenticatorData, signature });
}

/** There are none outside a secure context. */
function keys(): CredentialsContainer {
  if (!('PublicKeyCredential' in window)) throw new NoSecurityKeysError();
  return navigator.credentials;
}

const bytes = (numbers: Bytes): Uint8Array<ArrayBuffer> => new Uint8Array(numbers);

const descriptor = ({ type, id }: Descriptor) => ({ type, id: bytes(id) });

const answer = (id: string, response: Readonly<Record<string, ArrayBuffer>>): string =>
  JSON.stringify({
    id,
    type: 'public-key',
    response: Object.fromEntries(
      Object.entries(response).map(([name, value]) => [name, base64(value)]),
    ),
  });

const base64 = (value: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(value)));
