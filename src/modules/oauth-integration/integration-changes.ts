import { Injectable } from '@nestjs/common';
import { AuditTrail, Clock, type AuditEvent } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { OauthRecords } from './oauth-records.js';
import { Consumer } from './persistence/consumer.entity.js';
import { Integration } from './persistence/integration.entity.js';
import { OauthToken } from './persistence/oauth-token.entity.js';

/** Makes a change of an integration, and its note, one transaction, which the next request sees. */
@Injectable()
export class IntegrationChanges {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly records: OauthRecords,
    private readonly clock: Clock,
  ) {}

  async make<T>(
    action: string,
    { id, name, consumerId }: Integration,
    work: () => Promise<T>,
    details: AuditEvent['details'] = {},
  ): Promise<T> {
    return this.database.transaction(async () => {
      const consumer = await this.database.run((manager) =>
        manager.findOneBy(Consumer, { id: consumerId }),
      );
      const tokens = await this.database.run((manager) =>
        manager.findBy(OauthToken, { consumerId }),
      );
      const result = await work();
      await this.audit.record({
        action,
        result: 'success',
        subject: name,
        details: { integrationId: id, ...details },
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
