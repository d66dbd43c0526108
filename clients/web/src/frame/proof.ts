import { proveCredential } from './security-key.js';
import { anonymous } from './session.js';

const CHALLENGE = '/rest/V1/tfa/provider/u2fkey/authentication-challenge';

/** What proves a second factor, as the service's routes take it. */
export type Proof = { readonly otp: string } | { readonly publicKeyCredentialJson: string };

/** Who is about to prove it. */
export type Prover =
  { readonly username: string; readonly password: string } | { readonly tfaToken: string };

/** Has the service ask a security key, and the key answer. */
export async function keyProof(who: Prover): Promise<Proof> {
  const asked = await anonymous.call<{ credential_request_options_json: string }>(
    'POST',
    CHALLENGE,
    who,
  );
  return { publicKeyCredentialJson: await proveCredential(asked.credential_request_options_json) };
}
