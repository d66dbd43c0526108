import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** One way in for whoever has lost everything else. */
@Entity('tfa_recovery_code')
@Index('uq_tfa_recovery_code_digest', ['userId', 'digest'], { unique: true })
export class TfaRecoveryCode {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  id: number;

  @Column({ name: 'user_id', type: 'integer', unsigned: true })
  userId: number;

  /** SHA-256 of user and code. */
  @Column({ type: 'varchar', length: 64 })
  digest: string;

  /** NumericDate. */
  @Column({ name: 'used_at', type: 'bigint', nullable: true, transformer: wholeNumber })
  usedAt: number | null;
}
