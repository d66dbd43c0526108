import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';
import type { TfaProviderCode } from '../tfa-provider.js';

/** What one administrator has of one provider: enrolled, or about to be. */
@Entity('tfa_factor')
@Index('uq_tfa_factor_user', ['userId', 'provider'], { unique: true })
export class TfaFactor {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  id: number;

  @Column({ name: 'user_id', type: 'integer', unsigned: true })
  userId: number;

  @Column({ type: 'varchar', length: 16 })
  provider: TfaProviderCode;

  /** Sealed: a base32 secret, or security keys as JSON. */
  @Column({ type: 'text' })
  data: string;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  /** Number of the newest step whose code was used to sign in; never falls. */
  @Column({ name: 'last_step', type: 'bigint', transformer: wholeNumber })
  lastStep: number;

  /** What a security key is to sign next, base64url. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  challenge: string | null;

  /** NumericDate. */
  @Column({ name: 'challenge_expires', type: 'bigint', nullable: true, transformer: wholeNumber })
  challengeExpires: number | null;

  /** NumericDate. */
  @Column({ name: 'created_at', type: 'bigint', transformer: wholeNumber })
  createdAt: number;

  /** NumericDate. */
  @Column({ name: 'activated_at', type: 'bigint', nullable: true, transformer: wholeNumber })
  activatedAt: number | null;
}
