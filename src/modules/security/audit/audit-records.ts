import { Injectable } from '@nestjs/common';
import { LessThan, LessThanOrEqual, MoreThanOrEqual, And, type FindOptionsWhere } from 'typeorm';
import { Database } from '../../../persistence/index.js';
import { StoredAuditEvent } from '../persistence/audit-event.entity.js';
import type { AuditFilters } from './audit-filters.js';

/** An entry as it is shown. */
export interface AuditRecord {
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly action: string;
  readonly result: string;
  readonly actor: string;
  readonly actor_id: number | null;
  readonly actor_name: string | null;
  readonly subject: string | null;
  readonly address: string | null;
  readonly user_agent: string | null;
  readonly request_id: string | null;
  readonly details: unknown;
}

/** Reads the trail. There is nothing to change it with. */
@Injectable()
export class AuditRecords {
  constructor(private readonly database: Database) {}

  /** @returns Newest first. */
  async find(filters: AuditFilters): Promise<AuditRecord[]> {
    const { action, result, actor, subject, since, until, before, limit } = filters;
    const at = And(MoreThanOrEqual(since ?? 0), LessThanOrEqual(until ?? Number.MAX_SAFE_INTEGER));
    const where: FindOptionsWhere<StoredAuditEvent> = {
      ...(action !== undefined && { action }),
      ...(result !== undefined && { result }),
      ...actor,
      ...(subject !== undefined && { subject }),
      ...((since ?? until) !== undefined && { at }),
      ...(before !== undefined && { id: LessThan(before) }),
    };
    const rows = await this.database.run((manager) =>
      manager.find(StoredAuditEvent, { where, order: { id: 'DESC' }, take: limit }),
    );
    return rows.map(record);
  }
}

const record = (row: StoredAuditEvent): AuditRecord => ({
  id: row.id,
  at: `${new Date(row.at * 1_000).toISOString().slice(0, 19)}Z`,
  action: row.action,
  result: row.result,
  actor: row.actor,
  actor_id: row.actorId,
  actor_name: row.actorName,
  subject: row.subject,
  address: row.address,
  user_agent: row.userAgent,
  request_id: row.requestId,
  details: row.details === null ? null : (JSON.parse(row.details) as unknown),
});
