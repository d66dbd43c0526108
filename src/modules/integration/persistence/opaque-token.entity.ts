import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** One issued opaque token. Holds a digest, never the token: a leaked table signs nobody in. */
@Entity('opaque_token')
@Index('uq_opaque_token_digest', ['digest'], { unique: true })
@Index('ix_opaque_token_user', ['userType', 'userId'])
@Index('ix_opaque_token_expires_at', ['expiresAt'])
export class OpaqueToken {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  id: number;

  /** SHA-256 of the token, 64 lower-case hexadecimal digits. */
  @Column({ type: 'varchar', length: 64 })
  digest: string;

  @Column({ name: 'user_type', type: 'integer', unsigned: true })
  userType: number;

  @Column({ name: 'user_id', type: 'integer', unsigned: true })
  userId: number;

  /** NumericDate. */
  @Column({ name: 'issued_at', type: 'bigint', transformer: wholeNumber })
  issuedAt: number;

  /** NumericDate, frozen at issue: changing a setting never changes an issued token. */
  @Column({ name: 'expires_at', type: 'bigint', transformer: wholeNumber })
  expiresAt: number;

  /** NumericDate; null while the token is in force. */
  @Column({ name: 'revoked_at', type: 'bigint', nullable: true, transformer: wholeNumber })
  revokedAt: number | null;

  /** Public id of the sign-in session the token was born in. */
  @Column({ name: 'session_id', type: 'varchar', length: 64, nullable: true })
  sessionId: string | null;

  /** JSON object of further claims; null for a plain token. */
  @Column({ type: 'text', nullable: true })
  claims: string | null;
}
