import type { ConsoleOptions } from '../../../contract/index.js';
import { IntegrationFieldError } from '../integration-errors.js';
import type { IntegrationFields } from '../integration-fields.js';
import { resourceIds } from '../resource-ids.js';
import { timeFrom } from '../time-from.js';

/** What every integration has. */
export const NAME_AND_RIGHTS = [
  ['--name <name>', 'what people call it'],
  ['--resources <list>', 'ids of ACL resources, separated by commas, or all'],
] as const;

/** What it may have beside. */
export const FURTHER_FIELDS = [
  ['--email <address>', 'who answers for it'],
  ['--endpoint <url>', 'where the handshake posts the credentials'],
  ['--identity-link <url>', 'what the administrator opens for the handshake'],
  ['--expires <time>', 'such as 2027-01-31 or 2027-01-31T12:00:00Z; default: never'],
  ['--source <ranges>', 'addresses and CIDR ranges it may call from'],
  ['--bearer <on|off>', 'whether its token alone is enough; default: as the setting says'],
] as const;

/**
 * @param before What fields are that are not given; an empty value is none.
 * @throws {IntegrationFieldError}
 */
export function fieldsFrom(options: ConsoleOptions, before: IntegrationFields): IntegrationFields {
  const text = (option: string, otherwise: string | null): string | null =>
    options[option] === undefined ? otherwise : String(options[option]) || null;
  const { resources, expires, bearer } = options;
  return {
    name: options.name === undefined ? before.name : String(options.name),
    resources: resources === undefined ? before.resources : resourceIds(String(resources)),
    email: text('email', before.email),
    endpoint: text('endpoint', before.endpoint),
    identityLinkUrl: text('identityLink', before.identityLinkUrl),
    expiresAt: expires === undefined ? before.expiresAt : timeFrom(String(expires)),
    sourceRanges: text('source', before.sourceRanges),
    asBearer: bearer === undefined ? before.asBearer : switchFrom(String(bearer)),
  };
}

function switchFrom(text: string): boolean | null {
  if (text === '') return null;
  if (text !== 'on' && text !== 'off') throw new IntegrationFieldError('bearer', 'on or off');
  return text === 'on';
}
