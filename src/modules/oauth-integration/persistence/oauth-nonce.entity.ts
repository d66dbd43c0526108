import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A request that was served: none with the same nonce is, until it is too old anyway. The row without consumer
 * holds the newest timestamp whose nonce was purged.
 */
@Entity('oauth_nonce')
@Index('ix_oauth_nonce_timestamp', ['timestamp'])
export class OauthNonce {
  /** Half of its SHA-256, base64url: any length, case and space count, whatever the collation. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  nonce: string;

  @PrimaryColumn({ name: 'consumer_id', type: 'integer', unsigned: true })
  consumerId: number;

  /** As the request said. */
  @Column({ type: 'integer', unsigned: true })
  timestamp: number;
}
