import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail, Clock, RequestContext, type AuditEvent } from '../../../contract/index.js';
import { Database } from '../../../persistence/index.js';
import { auditRow, type AuditRow } from './audit-row.js';
import { FailureBudget } from './failure-budget.js';

const STORE = `INSERT INTO audit_event
  (at, action, result, actor, actor_id, actor_name, subject, address, user_agent, request_id, details)
  VALUES `;
/** In the order of the statement; the details follow. */
const COLUMNS = [
  'at',
  'action',
  'result',
  'actor',
  'actorId',
  'actorName',
  'subject',
  'address',
  'userAgent',
  'requestId',
] as const satisfies readonly (keyof AuditRow)[];
/** What a line of the log has of its own. */
const TOLD = [...COLUMNS.slice(1), 'details'] as const;
const ROW = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** A row in `audit_event` and a line in the log for every event; see `docs/adr/0015`. */
@Injectable()
export class DatabaseAuditTrail extends AuditTrail {
  private readonly logger = new Logger('audit');
  private readonly failures = new FailureBudget();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly context: RequestContext,
  ) {
    super();
  }

  override async record(...events: readonly AuditEvent[]): Promise<void> {
    const successes = events.filter(({ result }) => result === 'success');
    if (successes.length > 0) await this.store(successes.map((event) => this.rowOf(event)));
    for (const event of events) if (event.result === 'failure') await this.recordFailure(event);
  }

  private async recordFailure(event: AuditEvent): Promise<void> {
    if (event.always) return this.tryToStore(this.rowOf(event));
    const { admitted, skipped } = this.failures.spend(this.clock.now());
    if (skipped > 0) await this.tryToStore(this.rowOf(skippedEvent(skipped)));
    if (admitted) await this.tryToStore(this.rowOf(event));
  }

  private rowOf(event: AuditEvent): AuditRow {
    return auditRow(event, this.context.current(), this.clock.now());
  }

  /** One statement, however many: each is felt by whoever signs in. */
  private async store(rows: readonly AuditRow[]): Promise<void> {
    const values: (string | number | null)[] = [];
    for (const row of rows) {
      for (const name of COLUMNS) values.push(row[name]);
      values.push(row.details && JSON.stringify(row.details));
    }
    await this.database.execute(STORE + rows.map(() => ROW).join(', '), ...values);
    this.database.afterCommit(() => {
      for (const row of rows) this.tell(row);
    });
  }

  /** What failed has failed, whether or not it can be noted; the line is in the log all the same. */
  private tryToStore(row: AuditRow): Promise<void> {
    return this.database.afterEnd(async () => {
      try {
        await this.store([row]);
      } catch (error) {
        this.tell(row);
        this.logger.error({ message: 'could not store an audit event', cause: String(error) });
      }
    });
  }

  private tell(row: AuditRow): void {
    const line: Record<string, unknown> = { message: 'audit' };
    for (const name of TOLD) if (row[name] !== null) line[name] = row[name];
    if (row.result === 'success') this.logger.log(line);
    else this.logger.warn(line);
  }
}

const skippedEvent = (events: number): AuditEvent => ({
  action: 'audit.skip',
  result: 'failure',
  actor: 'console',
  subject: 'failures beyond what is noted in a minute',
  details: { events },
});
