import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

const seconds = (name: string, nullable = false) =>
  Column({ name, type: 'bigint', nullable, transformer: wholeNumber });
const unsigned = (name: string, nullable = false) =>
  Column({ name, type: 'integer', unsigned: true, nullable });
const text = (name: string, length: number, nullable = false) =>
  Column({ name, type: 'varchar', length, nullable });

/**
 * One session: one signed-in device. A rotation changes the row, an end removes it. It holds
 * digests of refresh tokens, and not even what they are derived from: a leaked table signs nobody in.
 */
@Entity('user_refresh_token')
@Index('uq_user_refresh_token_session_id', ['sessionId'], { unique: true })
@Index('uq_user_refresh_token_family', ['family'], { unique: true })
@Index('uq_user_refresh_token_device', ['userType', 'userId', 'device'], { unique: true })
@Index('ix_user_refresh_token_expires_at', ['expiresAt'])
@Index('ix_user_refresh_token_impersonator', ['impersonatorId'])
export class UserRefreshToken {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  id: number;

  /** Public: in access tokens, in the list of devices. */
  @text('session_id', 22)
  sessionId: string;

  @unsigned('user_type')
  userType: number;

  @unsigned('user_id')
  userId: number;

  /** SHA-256 of what all tokens of the session have in common. */
  @text('family', 64)
  family: string;

  /** How many rotations there have been. */
  @unsigned('generation')
  generation: number;

  /** SHA-256 of the one token that can be rotated. Unique as its family is, without an index. */
  @text('digest', 64)
  digest: string;

  /** SHA-256 of its predecessor. */
  @text('previous_digest', 64, true)
  previousDigest: string | null;

  /** NumericDate: when the predecessor was replaced. */
  @seconds('replaced_at', true)
  replacedAt: number | null;

  /** SHA-256 of what makes two sign-ins of a user the same device. */
  @text('device', 64)
  device: string;

  /** Address and agent of the last use. */
  @text('ip', 45)
  ip: string;

  @text('user_agent', 512)
  userAgent: string;

  /** As given at the sign-in; may be empty. */
  @text('device_name', 100)
  deviceName: string;

  /** NumericDate: when the credentials were read. */
  @seconds('created_at')
  createdAt: number;

  /** NumericDate. */
  @seconds('last_used_at')
  lastUsedAt: number;

  /** NumericDate: when it ends unless it is used, and never later than the absolute end. */
  @seconds('expires_at')
  expiresAt: number;

  /** NumericDate. */
  @seconds('absolute_expires_at')
  absoluteExpiresAt: number;

  /** The administrator who acts for the user. */
  @unsigned('impersonator_id', true)
  impersonatorId: number | null;

  /** Their name at that time, for the user's list of devices. */
  @text('impersonator_name', 255, true)
  impersonatorName: string | null;
}
