import { parseSourceRanges } from './source-ranges.js';
import { CallbackUrlError, IntegrationFieldError } from './integration-errors.js';

/** What people say of an integration. */
export interface IntegrationFields {
  readonly name: string;
  readonly email: string | null;
  readonly endpoint: string | null;
  readonly identityLinkUrl: string | null;
  /** Ids of ACL resources; the root for everything. */
  readonly resources: readonly string[];
  /** NumericDate; null: never. */
  readonly expiresAt: number | null;
  readonly sourceRanges: string | null;
  readonly asBearer: boolean | null;
}

/** What is left out of a new integration. */
export const NO_FIELDS = {
  email: null,
  endpoint: null,
  identityLinkUrl: null,
  resources: [],
  expiresAt: null,
  sourceRanges: null,
  asBearer: null,
} as const satisfies Omit<IntegrationFields, 'name'>;

/** @param resources See `Integrations.resourcesOf`. */
export const fieldsOf = (
  integration: Omit<IntegrationFields, 'resources'>,
  resources: readonly string[],
): IntegrationFields => ({
  name: integration.name,
  email: integration.email,
  endpoint: integration.endpoint,
  identityLinkUrl: integration.identityLinkUrl,
  resources,
  expiresAt: integration.expiresAt,
  sourceRanges: integration.sourceRanges,
  asBearer: integration.asBearer === null ? null : Boolean(integration.asBearer),
});

/** Not control, format (zero width, direction), surrogate or private-use characters. */
const VISIBLE = /^[^\p{C}\p{Zl}\p{Zp}]{1,255}$/u;
const MAX_LENGTH = 255;

/** Names are one if they are equal in Unicode's NFC, to the letter. */
export const integrationKey = (name: string): string => name.normalize('NFC').trim();

/**
 * @param now What an expiry must be later than.
 * @param isDevelopment Whether `http` will do.
 * @returns The fields as they are kept. @throws {DomainError} The first one that will not do.
 */
export function checkedFields(
  fields: IntegrationFields,
  now: number,
  isDevelopment: boolean,
): IntegrationFields {
  const name = integrationKey(fields.name);
  if (!VISIBLE.test(name)) throw new IntegrationFieldError('name', '1 to 255 visible characters');
  const { email, expiresAt, sourceRanges } = fields;
  if (email !== null && !/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email))
    throw new IntegrationFieldError('email', 'an e-mail address');
  if (expiresAt !== null && !(Number.isInteger(expiresAt) && expiresAt > now))
    throw new IntegrationFieldError('expires_at', 'a time to come');
  if (sourceRanges !== null && (sourceRanges.length > 4_000 || !parseSourceRanges(sourceRanges)))
    throw new IntegrationFieldError(
      'source_ranges',
      'IP addresses and CIDR ranges, separated by commas',
    );
  for (const url of [fields.endpoint, fields.identityLinkUrl])
    if (url !== null) checkUrl(url, isDevelopment);
  return { ...fields, name };
}

function checkUrl(url: string, isDevelopment: boolean): void {
  const parsed = url.length <= MAX_LENGTH && URL.canParse(url) ? new URL(url) : undefined;
  const schemes = isDevelopment ? ['https:', 'http:'] : ['https:'];
  if (!parsed || !schemes.includes(parsed.protocol) || parsed.username || parsed.password)
    throw new CallbackUrlError();
}
