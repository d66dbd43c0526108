import { RefusedError } from '../frame/refused-error.js';
import type { Proof } from '../frame/proof.js';
import { anonymous, session } from '../frame/session.js';
import { enrolment, type Provider } from './enrolment-routes.js';
import type { Factor } from './factor-list.js';
import { texts } from './texts.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What somebody wants to change. */
export type Change =
  | { readonly about: 'set-up' }
  | { readonly about: 'add'; readonly provider: Provider }
  | { readonly about: 'codes' }
  | { readonly about: 'remove'; readonly factor: Factor };

/** What came of it. */
export interface Changed {
  /** To be said. */
  readonly sentence?: string;
  /** To be shown, this once. */
  readonly codes?: readonly string[];
  /** To go on with. */
  readonly enrolling?: { readonly tfat: string; readonly provider: Provider };
}

/** A change, as it is asked about and done. */
export interface StepUp {
  readonly title: string;
  readonly body: string;
  readonly submit: string;
  readonly isDanger?: boolean;
  /** Whether a second factor is asked for beside the password. */
  readonly needsProof: boolean;
  readonly act: (credentials: Credentials, proof: Proof | undefined) => Promise<Changed>;
}

const { ask } = texts;

export function stepUpFor(change: Change): StepUp {
  switch (change.about) {
    case 'set-up':
      return { ...ask.setUp, needsProof: false, act: sendMail };
    case 'add':
      return {
        title: ask.add[change.provider],
        body: ask.add.body,
        submit: ask.continue,
        needsProof: true,
        act: async (credentials, proof) => {
          const { tfa_token: tfat } = await anonymous.call<{ tfa_token: string }>(
            'POST',
            '/rest/V1/tfa/add-factor',
            { ...credentials, ...proof },
          );
          return { enrolling: { tfat, provider: change.provider } };
        },
      };
    case 'codes':
      return {
        ...ask.codes,
        needsProof: true,
        act: async (credentials, proof) => ({
          codes: await enrolment.recoveryCodes(credentials, proof!),
        }),
      };
    case 'remove':
      return removal(change.factor);
  }
}

function removal({ provider, name, keyId }: Factor): StepUp {
  return {
    title: ask.remove.title(name),
    body: ask.remove.body,
    submit: ask.remove.submit,
    isDanger: true,
    needsProof: true,
    act: async (credentials, proof) => {
      const body = { ...credentials, ...proof, providerCode: provider, keyId };
      await anonymous.call('POST', '/rest/V1/tfa/remove-factor', body);
      // The service has ended this session, too: shown at once, or by the next request.
      await session.signOut().catch(() => {});
      return { sentence: ask.remove.done(name) };
    },
  };
}

/** The token route mails whoever has a right password and no factor; that it refuses is what is wanted. */
async function sendMail(credentials: Credentials): Promise<Changed> {
  try {
    await anonymous.call('POST', '/rest/V1/integration/admin/token', credentials);
  } catch (error) {
    const isSent = error instanceof RefusedError && error.template.includes('check your email');
    if (!isSent) throw error;
  }
  return { sentence: ask.setUp.done };
}
