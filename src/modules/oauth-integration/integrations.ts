import { Injectable } from '@nestjs/common';
import { Clock, PrincipalType, type Principal } from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { ResourceLists } from '../authorization/index.js';
import { IntegrationChanges } from './integration-changes.js';
import { IntegrationChecks } from './integration-checks.js';
import { IntegrationExistsError, UnknownIntegrationError } from './integration-errors.js';
import { fieldsOf, integrationKey, type IntegrationFields } from './integration-fields.js';
import { needsHandshake } from './integration-lifecycle.js';
import { IntegrationStatus, SetupType } from './integration-status.js';
import { OauthCredentials } from './oauth-credentials.js';
import { Integration } from './persistence/integration.entity.js';

/** Where an integration comes from; by default, from people. */
export interface IntegrationOrigin {
  readonly configDigest: string;
  readonly status: number;
}

/** Integrations and what they may do. */
@Injectable()
export class Integrations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly lists: ResourceLists,
    private readonly credentials: OauthCredentials,
    private readonly changes: IntegrationChanges,
    private readonly checks: IntegrationChecks,
  ) {}

  /** In the order in which they were made. */
  list(): Promise<Integration[]> {
    return this.database.run((manager) => manager.find(Integration, { order: { id: 'ASC' } }));
  }

  /** @throws {UnknownIntegrationError} */
  async get(id: number): Promise<Integration> {
    const found = await this.database.run((manager) => manager.findOneBy(Integration, { id }));
    if (!found) throw UnknownIntegrationError.id(String(id));
    return found;
  }

  /** @returns `undefined` where there is none of that name. */
  async find(name: string): Promise<Integration | undefined> {
    const key = integrationKey(name);
    const found = await this.database.run((manager) =>
      manager.findOneBy(Integration, { name: key }),
    );
    // A binary collation still ignores trailing spaces; this comparison ignores nothing.
    return found?.name === key ? found : undefined;
  }

  /** @throws {UnknownIntegrationError} */
  async named(name: string): Promise<Integration> {
    const found = await this.find(name);
    if (!found) throw UnknownIntegrationError.named(name);
    return found;
  }

  resourcesOf({ id }: Integration): Promise<string[]> {
    return this.lists.of(principalOf(id));
  }

  /** Makes an integration, inactive. @throws {IntegrationExistsError} @throws {DomainError} */
  async create(given: IntegrationFields, origin?: IntegrationOrigin): Promise<Integration> {
    const { resources, ...fields } = this.checks.fields(given);
    return this.database.transaction(async () => {
      const consumerId = await this.credentials.createConsumer();
      const now = this.clock.now();
      const integration = await this.insert({
        ...fields,
        consumerId,
        status: origin?.status ?? IntegrationStatus.Inactive,
        setupType: origin ? SetupType.Config : SetupType.Manual,
        configDigest: origin?.configDigest ?? null,
        createdAt: now,
        updatedAt: now,
        warnedDays: null,
        lastUsedAt: null,
        useCount: 0,
      });
      const { id, name } = integration;
      await this.credentials.nameConsumer(consumerId, `Integration${id}`);
      await this.changes.make('integration.create', integration, () =>
        this.lists.replace(principalOf(id), resources, name),
      );
      return integration;
    });
  }

  /**
   * @param change Given the fields as they are now, in the transaction: what somebody else changed
   *   meanwhile, and this leaves alone, stays.
   * @throws {UnknownIntegrationError} @throws {ConfiguredIntegrationError}
   * @throws {IntegrationExistsError} @throws {DomainError}
   */
  async update(
    integration: Integration,
    change: (before: IntegrationFields) => IntegrationFields | Promise<IntegrationFields>,
  ): Promise<Integration> {
    return this.changes.make('integration.update', integration, async (current) => {
      const { id, expiresAt } = current;
      const granted = await this.resourcesOf(current);
      const given = await change(fieldsOf(current, granted));
      this.checks.edit(current);
      const { resources, ...fields } = this.checks.fields(given, expiresAt);
      // Whoever was told the credentials at another endpoint must not end up with a token.
      if (fields.endpoint !== current.endpoint || !needsHandshake(fields))
        await this.credentials.endHandshake(current.consumerId);
      const values = {
        ...fields,
        updatedAt: this.clock.now(),
        ...(fields.expiresAt !== expiresAt && { warnedDays: null }),
      };
      await this.unlessTaken(fields.name, () =>
        this.database.run((manager) => manager.update(Integration, { id }, values)),
      );
      // A list that stays may hold what no module brings just now.
      if (!isSameList(resources, granted))
        await this.lists.replace(principalOf(id), resources, fields.name);
      return this.get(id);
    });
  }

  /** @throws {ConfiguredIntegrationError} */
  async delete(integration: Integration): Promise<void> {
    this.checks.removal(integration);
    await this.remove(integration);
  }

  /** Removes whatever there is of an integration, tokens first, whoever made it. */
  async remove(integration: Integration): Promise<void> {
    const { id, name, consumerId } = integration;
    await this.changes.make('integration.delete', integration, async () => {
      await this.credentials.deleteConsumer(consumerId);
      await this.database.run((manager) => manager.delete(Integration, { id }));
      await this.lists.replace(principalOf(id), [], name);
    });
  }

  private async insert(values: Omit<Integration, 'id'>): Promise<Integration> {
    const { identifiers } = await this.unlessTaken(values.name, () =>
      this.database.run((manager) => manager.insert(Integration, { ...values })),
    );
    return { ...values, id: Number(identifiers[0]!.id) };
  }

  private async unlessTaken<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw isDuplicate(error) ? new IntegrationExistsError(name) : error;
    }
  }
}

const isSameList = (ids: readonly string[], sorted: readonly string[]): boolean =>
  JSON.stringify([...new Set(ids)].toSorted()) === JSON.stringify(sorted);

export const principalOf = (id: number): Principal => ({ type: PrincipalType.Integration, id });
