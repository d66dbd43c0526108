import { Injectable } from '@nestjs/common';
import { AccessControl, NotAuthorizedError, type Principal } from '../../contract/index.js';
import { ACL_ROOT } from '../../kernel/index.js';
import { objectParameter, textParameter, WrongTypeError } from '../webapi/index.js';
import { NO_FIELDS, type IntegrationFields } from './integration-fields.js';
import { timeFrom } from './time-from.js';

/** Reads integrations out of request bodies. */
@Injectable()
export class SubmittedIntegrations {
  constructor(private readonly accessControl: AccessControl) {}

  /**
   * @param before What fields that are not sent stay; nothing for a new integration.
   * @param caller Who can give away only what they have.
   * @throws {NotAuthorizedError} @throws {DomainError}
   */
  async read(
    body: unknown,
    caller: Principal,
    before: Omit<IntegrationFields, 'name'> & { readonly name?: string } = NO_FIELDS,
  ): Promise<IntegrationFields> {
    const given = inSnakeCase(objectParameter(body, 'integration'));
    const text = <Key extends 'email' | 'endpoint' | 'identityLinkUrl' | 'sourceRanges'>(
      key: Key,
      name: string,
    ) => (name in given ? textParameter(given, name) || null : before[key]);
    const fields: IntegrationFields = {
      name: 'name' in given ? textParameter(given, 'name') : (before.name ?? ''),
      email: text('email', 'email'),
      endpoint: text('endpoint', 'endpoint'),
      identityLinkUrl: text('identityLinkUrl', 'identity_link_url'),
      sourceRanges: text('sourceRanges', 'source_ranges'),
      resources: resourcesIn(given) ?? before.resources,
      expiresAt:
        'expires_at' in given ? timeFrom(textParameter(given, 'expires_at')) : before.expiresAt,
      asBearer: 'as_bearer' in given ? switchIn(given.as_bearer) : before.asBearer,
    };
    await this.checkRights(caller, fields.resources);
    return fields;
  }

  /** Nobody gets, by way of an integration, rights that they have not. @throws {NotAuthorizedError} */
  async checkRights(caller: Principal, resources: readonly string[]): Promise<void> {
    if (!(await this.accessControl.isAllowed(caller, resources)))
      throw new NotAuthorizedError(resources);
  }
}

/**
 * Whether a field was sent matters here, so that its two spellings must be one. That in camelCase
 * counts, as everywhere, unless it is null.
 */
function inSnakeCase(given: object): Readonly<Record<string, unknown>> {
  const fields = Object.entries(given);
  const camel = fields
    .filter(([name]) => /[A-Z]/.test(name))
    .map(([name, value]): [string, unknown] => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]);
  const said = camel.filter(([, value]) => value !== null);
  return Object.fromEntries([...camel, ...fields, ...said]);
}

function resourcesIn(given: Readonly<Record<string, unknown>>): string[] | undefined {
  if (switchIn(given.all_resources ?? null) === true) return [ACL_ROOT];
  const { resources } = given;
  if (resources === undefined) return undefined;
  if (!Array.isArray(resources) || !resources.every((each) => typeof each === 'string'))
    throw new WrongTypeError(typeof resources, 'string[]');
  return resources as string[];
}

function switchIn(value: unknown): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  throw new WrongTypeError(typeof value, 'boolean');
}
