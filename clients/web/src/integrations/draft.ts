import { endOfDay } from './day.js';
import type { NewIntegration } from './integration-routes.js';
import type { Choice } from './resource-choice.js';
import { texts } from './texts.js';

/** What was typed of a new integration. */
export interface Draft {
  readonly name: string;
  readonly email: string;
  readonly expires: string;
  readonly source: string;
  readonly endpoint: string;
  readonly identityLink: string;
  readonly choice: Choice;
  readonly password: string;
}

export const EMPTY: Draft = {
  name: '',
  email: '',
  expires: '',
  source: '',
  endpoint: '',
  identityLink: '',
  choice: new Set(),
  password: '',
};

/** What is amiss, by field, in the order of the form. */
export type Problems = Partial<Record<'name' | 'rights' | 'endpoint' | 'password', string>>;

export const wantsHandshake = ({ endpoint, identityLink }: Draft): boolean =>
  endpoint.trim() !== '' || identityLink.trim() !== '';

export function problemsOf(draft: Draft): Problems {
  const { missingName, missingRights, missingPair } = texts.form;
  const isHalf = (draft.endpoint.trim() === '') !== (draft.identityLink.trim() === '');
  return {
    ...(draft.name.trim() === '' && { name: missingName }),
    ...(draft.choice.size === 0 && { rights: missingRights }),
    ...(isHalf && { endpoint: missingPair }),
    ...(draft.password === '' && { password: texts.password.missing }),
  };
}

export const integrationOf = (draft: Draft): NewIntegration => ({
  name: draft.name.trim(),
  email: draft.email.trim(),
  source_ranges: draft.source.trim(),
  endpoint: draft.endpoint.trim(),
  identity_link_url: draft.identityLink.trim(),
  ...(draft.expires && { expires_at: endOfDay(draft.expires) }),
  resources: [...draft.choice],
});
