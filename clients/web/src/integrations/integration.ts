import { texts } from './texts.js';

/** An integration as `GET /rest/V1/integrations` lists it. */
export interface Integration {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly endpoint: string | null;
  readonly identity_link_url: string | null;
  readonly status: number;
  readonly setup_type: number;
  readonly deletable: boolean;
  readonly resources: readonly string[];
  readonly expires_at: string | null;
  readonly source_ranges: string | null;
  readonly last_used_at: string | null;
  readonly use_count: number;
}

/** What it signs with, as it is told once; where a handshake has begun, what is to be opened. */
export interface Credentials {
  readonly id: number;
  readonly name: string;
  readonly status: number;
  readonly consumer_key: string;
  readonly consumer_secret: string;
  readonly access_token: string | null;
  readonly access_token_secret: string | null;
  readonly identity_link: string | null;
}

export type State = 'active' | 'inactive' | 'reset' | 'expired';

export const ROOT = 'Magento_Backend::all';
const BY_NUMBER: readonly State[] = ['inactive', 'active', 'reset'];
const SOON_MS = 30 * 86_400_000;

export function stateOf({ status, expires_at: end }: Integration, now: number): State {
  const state = BY_NUMBER[status] ?? 'inactive';
  return state === 'active' && end !== null && Date.parse(end) <= now ? 'expired' : state;
}

export const expiresSoon = ({ expires_at: end }: Integration, now: number): boolean =>
  end !== null && Date.parse(end) > now && Date.parse(end) - now <= SOON_MS;

/** Whether a module brings it, or brought it. */
export const isConfigured = ({ setup_type: type }: Integration): boolean => type === 1;

/** Whether it is told its credentials by a handshake. */
export const needsHandshake = (integration: Integration): boolean =>
  integration.endpoint !== null && integration.identity_link_url !== null;

export function rightsOf({ resources }: Integration): string {
  if (resources.includes(ROOT)) return texts.list.everything;
  return texts.list.rights(resources.length);
}
