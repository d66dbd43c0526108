import type { Provider } from './enrolment-routes.js';
import { texts } from './section-texts.js';

/** What `GET /rest/V1/tfa/factors` answers. */
export interface FactorList {
  readonly username: string;
  readonly providers: readonly Provider[];
  readonly factors: readonly {
    readonly provider_code: Provider;
    readonly activated_at: string | null;
    readonly keys?: readonly {
      readonly id: string;
      readonly name: string;
      readonly created_at: string | null;
    }[];
  }[];
  readonly recovery_codes_left: number | null;
  readonly is_exempt: boolean;
}

/** One line of the list: an app, or one of several keys. */
export interface Factor {
  readonly provider: Provider;
  readonly name: string;
  readonly addedAt: string | null;
  readonly keyId?: string;
}

/** @returns The lines, in the order of the service. */
export const factorsOf = ({ factors }: FactorList): readonly Factor[] =>
  factors.flatMap<Factor>(({ provider_code: provider, activated_at: addedAt, keys }) =>
    keys
      ? keys.map(({ id, name, created_at: keyAddedAt }) => ({
          provider,
          name: name || texts.key,
          addedAt: keyAddedAt,
          keyId: id,
        }))
      : [{ provider, name: texts.google, addedAt }],
  );

/** @returns Codes of what can prove something. */
export const activeOf = ({ factors }: FactorList): Provider[] =>
  factors.map(({ provider_code: code }) => code);

/** @returns What may be added: an app once, keys as long as there is a place. */
export const addableTo = (list: FactorList): readonly Provider[] =>
  list.providers.filter((code) => code === 'u2fkey' || !activeOf(list).includes(code));
