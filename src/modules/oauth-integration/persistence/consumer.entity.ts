import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** What an integration signs with. Secrets are sealed; the key is an address, and no secret. */
@Entity('oauth_consumer')
@Index('uq_oauth_consumer_key', ['key'], { unique: true })
export class Consumer {
  @PrimaryGeneratedColumn({ name: 'entity_id', type: 'integer', unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 255 })
  name: string;

  @Column({ name: 'consumer_key', type: 'varchar', length: 32 })
  key: string;

  @Column({ type: 'varchar', length: 128 })
  secret: string;

  /** Those before the last rolls, each with its end; see `oldSecretsFrom`. */
  @Column({ name: 'old_secrets', type: 'varchar', length: 1_024, nullable: true })
  oldSecrets: string | null;

  @Column({ name: 'created_at', type: 'bigint', transformer: wholeNumber })
  createdAt: number;

  /** When it was last posted to the integration: the handshake must begin soon after. */
  @Column({ name: 'updated_at', type: 'bigint', transformer: wholeNumber })
  updatedAt: number;
}
