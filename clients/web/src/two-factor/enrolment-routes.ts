import type { Proof, Prover } from '../frame/proof.js';
import { createCredential } from '../frame/security-key.js';
import { anonymous } from '../frame/session.js';

export type Provider = 'google' | 'u2fkey';

/** What an authenticator app is told. */
export interface AppConfiguration {
  readonly qr_code_base64: string;
  readonly secret_code: string;
}

const TFA = '/rest/V1/tfa';
const post = <T>(path: string, body: object): Promise<T> =>
  anonymous.call<T>('POST', `${TFA}/${path}`, body);

/** What somebody who holds an enrolment token may do. */
export const enrolment = {
  /** @returns Those that can be used here, and are still to be enrolled. */
  async toActivate(tfaToken: string): Promise<Provider[]> {
    const query = new URLSearchParams({ tfaToken }).toString();
    const found = await anonymous.get<{ code: Provider }[]>(
      `${TFA}/tfat-providers-to-activate?${query}`,
    );
    return found.map(({ code }) => code);
  },

  configureApp: (tfaToken: string): Promise<AppConfiguration> =>
    post('provider/google/configure', { tfaToken }),

  activateApp: (tfaToken: string, otp: string): Promise<unknown> =>
    post('provider/google/activate', { tfaToken, otp }),

  async registerKey(tfaToken: string, name: string): Promise<void> {
    const asked = await post<{ credential_request_options_json: string }>(
      'provider/u2fkey/configure',
      { tfaToken },
    );
    const publicKeyCredentialJson = await createCredential(asked.credential_request_options_json);
    await post('provider/u2fkey/activate', { tfaToken, publicKeyCredentialJson, name });
  },

  /** @param who For the first ones an enrolment token, for all others name and password. */
  recoveryCodes: (who: Prover, proof: Proof): Promise<string[]> =>
    post('recovery-codes', { ...who, ...proof }),
};
