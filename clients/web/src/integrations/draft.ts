import { endOfDay, typedDayOf } from './day.js';
import type { Integration } from './integration.js';
import type { SubmittedIntegration } from './integration-routes.js';
import type { Choice } from './resource-choice.js';
import { texts } from './texts.js';

/** What was typed of an integration. */
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

/** An integration that is to be changed, as it is. */
export const draftOf = (integration: Integration): Draft => ({
  name: integration.name,
  email: integration.email ?? '',
  expires: integration.expires_at === null ? '' : typedDayOf(integration.expires_at),
  source: integration.source_ranges ?? '',
  endpoint: integration.endpoint ?? '',
  identityLink: integration.identity_link_url ?? '',
  choice: new Set(integration.resources),
  password: '',
});

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

/** @param before What it was drafted from. An expiry is sent only where another day was typed. */
export const integrationOf = (draft: Draft, before: Draft): SubmittedIntegration => ({
  name: draft.name.trim(),
  email: draft.email.trim(),
  source_ranges: draft.source.trim(),
  endpoint: draft.endpoint.trim(),
  identity_link_url: draft.identityLink.trim(),
  ...(draft.expires !== before.expires && {
    expires_at: draft.expires && endOfDay(draft.expires),
  }),
  resources: [...draft.choice],
});
