import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** What is noted of an administrator beside their factors. */
@Entity('tfa_user_config')
export class TfaUserConfig {
  @PrimaryColumn({ name: 'user_id', type: 'integer', unsigned: true })
  userId: number;

  /** JSON list; kept for whoever reads it, as in Magento: what applies is the forced list. */
  @Column({ name: 'encoded_providers', type: 'text', nullable: true })
  encodedProviders: string | null;

  @Column({ name: 'default_provider', type: 'varchar', length: 16, nullable: true })
  defaultProvider: string | null;

  /** NumericDate of the last enrolment mail; 0: none. */
  @Column({ name: 'mailed_at', type: 'bigint', transformer: wholeNumber })
  mailedAt: number;
}
