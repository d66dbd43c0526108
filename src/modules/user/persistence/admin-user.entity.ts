import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** An administrator's account. */
@Entity('admin_user')
@Index('uq_admin_user_username_key', ['usernameKey'], { unique: true })
@Index('uq_admin_user_email', ['email'], { unique: true })
export class AdminUser {
  @PrimaryGeneratedColumn({ name: 'user_id', type: 'integer', unsigned: true })
  id: number;

  /** As it was given, for display. */
  @Column({ type: 'varchar', length: 255 })
  username: string;

  /** What it is looked up by; see `signInKey`. */
  @Column({ name: 'username_key', type: 'varchar', length: 255 })
  usernameKey: string;

  /** Lower case. */
  @Column({ type: 'varchar', length: 255 })
  email: string;

  /** PHC string, bcrypt or Magento's chain format. */
  @Column({ type: 'varchar', length: 255 })
  password: string;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  /** NumericDate from which on the account is as if it were off; null: never. */
  @Column({ name: 'expires_at', type: 'bigint', nullable: true, transformer: wholeNumber })
  expiresAt: number | null;

  /** NumericDate. */
  @Column({ name: 'created_at', type: 'bigint', transformer: wholeNumber })
  createdAt: number;

  /** NumericDate of the last good sign-in. */
  @Column({ type: 'bigint', nullable: true, transformer: wholeNumber })
  logdate: number | null;

  /** How many good sign-ins there have been. */
  @Column({ type: 'integer', unsigned: true })
  lognum: number;
}
