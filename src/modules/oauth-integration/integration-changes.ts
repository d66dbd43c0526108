import { Injectable } from '@nestjs/common';
import { AuditTrail, Clock } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { UnknownIntegrationError } from './integration-errors.js';
import { OauthRecords } from './oauth-records.js';
import { Consumer } from './persistence/consumer.entity.js';
import { Integration } from './persistence/integration.entity.js';
import { OauthToken } from './persistence/oauth-token.entity.js';

/** Changes nothing, and has whoever changes the same integration wait until this transaction ends. */
const LOCK = 'UPDATE integration SET updated_at = updated_at WHERE integration_id = ?';

/** Makes a change of an integration, and its note, one transaction, which the next request sees. */
@Injectable()
export class IntegrationChanges {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly records: OauthRecords,
    private readonly clock: Clock,
  ) {}

  /**
   * @param work Given the integration as it is now, which may differ from how it was found.
   * @throws {UnknownIntegrationError} When it has been deleted since.
   */
  async make<T>(
    action: string,
    { id, name, consumerId }: Integration,
    work: (current: Integration) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.execute(LOCK, id);
      const current = await this.database.run((manager) => manager.findOneBy(Integration, { id }));
      if (!current) throw UnknownIntegrationError.named(name);
      const consumer = await this.database.run((manager) =>
        manager.findOneBy(Consumer, { id: consumerId }),
      );
      const tokens = await this.database.run((manager) =>
        manager.findBy(OauthToken, { consumerId }),
      );
      const result = await work(current);
      await this.audit.record({
        action,
        result: 'success',
        subject: name,
        details: { integrationId: id },
      });
      const digests = tokens.flatMap(({ digest }) => digest ?? []);
      if (consumer) this.database.afterCommit(() => this.records.forget(consumer, digests));
      return result;
    });
  }

  /** Joins the ambient transaction. @param status See `IntegrationStatus`. */
  async setStatus({ id }: Integration, status: number): Promise<void> {
    const updatedAt = this.clock.now();
    await this.database.run((manager) =>
      manager.update(Integration, { id }, { status, updatedAt }),
    );
  }
}
