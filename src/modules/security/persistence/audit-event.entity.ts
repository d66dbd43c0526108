import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** One entry of the audit trail. Rows are added and, when their time is over, purged; never changed. */
@Entity('audit_event')
@Index('ix_audit_event_at', ['at'])
@Index('ix_audit_event_action', ['action'])
@Index('ix_audit_event_subject', ['subject'])
export class StoredAuditEvent {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  id: number;

  /** NumericDate. */
  @Column({ type: 'bigint', transformer: wholeNumber })
  at: number;

  @Column({ type: 'varchar', length: 64 })
  action: string;

  /** `success` or `failure`. */
  @Column({ type: 'varchar', length: 8 })
  result: string;

  /** `admin`, `customer`, `integration`, `console` or `anonymous`. */
  @Column({ type: 'varchar', length: 16 })
  actor: string;

  @Column({ name: 'actor_id', type: 'integer', unsigned: true, nullable: true })
  actorId: number | null;

  /** Where it was at hand: who signed in, who sat at the console. */
  @Column({ name: 'actor_name', type: 'varchar', length: 255, nullable: true })
  actorName: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  subject: string | null;

  /** Whole: half an address finds nobody. */
  @Column({ type: 'varchar', length: 45, nullable: true })
  address: string | null;

  @Column({ name: 'user_agent', type: 'varchar', length: 255, nullable: true })
  userAgent: string | null;

  @Column({ name: 'request_id', type: 'varchar', length: 64, nullable: true })
  requestId: string | null;

  /** JSON object. */
  @Column({ type: 'text', nullable: true })
  details: string | null;
}
