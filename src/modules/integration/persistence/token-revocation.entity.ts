import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/**
 * The second up to and including which all tokens of one principal are void, in whatever format.
 * Id 0 stands for all principals of its type (docs/adr/0024).
 * No foreign key: it must outlive the account, whose id might be given again.
 */
@Entity('token_revocation')
export class TokenRevocation {
  @PrimaryColumn({ name: 'user_type', type: 'integer', unsigned: true })
  userType: number;

  @PrimaryColumn({ name: 'user_id', type: 'integer', unsigned: true })
  userId: number;

  /** NumericDate. */
  @Column({ name: 'revoke_before', type: 'bigint', transformer: wholeNumber })
  revokeBefore: number;
}
