import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** One step of the handshake, or the access token it ends in. Holds digests, never a token. */
@Entity('oauth_token')
@Index('uq_oauth_token_digest', ['digest'], { unique: true })
@Index('ix_oauth_token_consumer_id', ['consumerId'])
@Index('ix_oauth_token_created_at', ['createdAt'])
export class OauthToken {
  @PrimaryGeneratedColumn({ name: 'entity_id', type: 'integer', unsigned: true })
  id: number;

  @Column({ name: 'consumer_id', type: 'integer', unsigned: true })
  consumerId: number;

  /** `verifier`, `request` or `access`. */
  @Column({ type: 'varchar', length: 16 })
  type: string;

  /** SHA-256 of the token; null while there is only a verifier. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  digest: string | null;

  /** Sealed. */
  @Column({ type: 'varchar', length: 128, nullable: true })
  secret: string | null;

  /** SHA-256 of the verifier. */
  @Column({ name: 'verifier_digest', type: 'varchar', length: 64, nullable: true })
  verifierDigest: string | null;

  @Column({ type: 'integer', unsigned: true })
  revoked: number;

  @Column({ name: 'created_at', type: 'bigint', transformer: wholeNumber })
  createdAt: number;

  /** NumericDate from which on a token that was rolled is of no use; null: never. */
  @Column({ name: 'expires_at', type: 'bigint', nullable: true, transformer: wholeNumber })
  expiresAt: number | null;
}
