import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** A machine that calls in its own name, with rights of its own. */
@Entity('integration')
@Index('uq_integration_name', ['name'], { unique: true })
@Index('uq_integration_consumer_id', ['consumerId'], { unique: true })
export class Integration {
  @PrimaryGeneratedColumn({ name: 'integration_id', type: 'integer', unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 255 })
  name: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  email: string | null;

  /** Where the credentials are posted for the handshake. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  endpoint: string | null;

  /** What the administrator's browser opens then. */
  @Column({ name: 'identity_link_url', type: 'varchar', length: 255, nullable: true })
  identityLinkUrl: string | null;

  /** See `IntegrationStatus`. */
  @Column({ type: 'integer', unsigned: true })
  status: number;

  /** See `SetupType`. */
  @Column({ name: 'setup_type', type: 'integer', unsigned: true })
  setupType: number;

  @Column({ name: 'consumer_id', type: 'integer', unsigned: true })
  consumerId: number;

  @Column({ name: 'created_at', type: 'bigint', transformer: wholeNumber })
  createdAt: number;

  @Column({ name: 'updated_at', type: 'bigint', transformer: wholeNumber })
  updatedAt: number;

  /** NumericDate of the first second in which it is of no use any more; null: never. */
  @Column({ name: 'expires_at', type: 'bigint', nullable: true, transformer: wholeNumber })
  expiresAt: number | null;

  /** Days before the expiry of the last warning. */
  @Column({ name: 'warned_days', type: 'integer', unsigned: true, nullable: true })
  warnedDays: number | null;

  /** Addresses and CIDR ranges it may call from, separated by commas; null: from anywhere. */
  @Column({ name: 'source_ranges', type: 'text', nullable: true })
  sourceRanges: string | null;

  /** Whether its token alone is good as a bearer; null: as the setting says. */
  @Column({ name: 'as_bearer', type: 'boolean', nullable: true })
  asBearer: boolean | null;

  @Column({ name: 'last_used_at', type: 'bigint', nullable: true, transformer: wholeNumber })
  lastUsedAt: number | null;

  @Column({ name: 'use_count', type: 'bigint', transformer: wholeNumber })
  useCount: number;

  /** Digest of what a module's `di.ts` says of it. */
  @Column({ name: 'config_digest', type: 'varchar', length: 64, nullable: true })
  configDigest: string | null;
}
