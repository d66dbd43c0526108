import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** What happened of late to those who tried to sign in as one name. */
@Entity('sign_in_lock')
@Index('uq_sign_in_lock_name', ['userType', 'nameDigest'], { unique: true })
@Index('ix_sign_in_lock_expires_at', ['expiresAt'])
@Index('ix_sign_in_lock_failures', ['failures', 'expiresAt'])
export class SignInLock {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  id: number;

  @Column({ name: 'user_type', type: 'integer', unsigned: true })
  userType: number;

  /** SHA-256 of the `signInKey`: neither its length nor a collation matters, and nothing is legible. */
  @Column({ name: 'name_digest', type: 'varchar', length: 64 })
  nameDigest: string;

  @Column({ type: 'integer', unsigned: true })
  failures: number;

  /** NumericDate until which the failures count. */
  @Column({ name: 'failures_until', type: 'bigint', transformer: wholeNumber })
  failuresUntil: number;

  /** Number of the half minute in which the newest place was taken. */
  @Column({ name: 'lease_period', type: 'bigint', transformer: wholeNumber })
  leasePeriod: number;

  /** Attempts under way that began in it. */
  @Column({ type: 'integer', unsigned: true })
  places: number;

  /** Attempts under way that began in the one before it. */
  @Column({ name: 'places_before', type: 'integer', unsigned: true })
  placesBefore: number;

  /** NumericDate from which on the row says nothing any more. */
  @Column({ name: 'expires_at', type: 'bigint', transformer: wholeNumber })
  expiresAt: number;
}
