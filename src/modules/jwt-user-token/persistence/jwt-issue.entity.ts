import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** A note that a JWT was issued; for counting, never for verifying. */
@Entity('jwt_issue')
@Index('ix_jwt_issue_expires_at', ['expiresAt'])
export class JwtIssue {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  id: number;

  @Column({ name: 'user_type', type: 'integer', unsigned: true })
  userType: number;

  @Column({ name: 'user_id', type: 'integer', unsigned: true })
  userId: number;

  /** NumericDate. */
  @Column({ name: 'issued_at', type: 'bigint', transformer: wholeNumber })
  issuedAt: number;

  /** NumericDate. */
  @Column({ name: 'expires_at', type: 'bigint', transformer: wholeNumber })
  expiresAt: number;
}
