import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/**
 * Wrong passwords for one account, in a table of its own: a guess must not touch the account's row.
 * Row 0 is nobody's; see `CustomerLock`.
 */
@Entity('customer_lock')
export class CustomerFailures {
  @PrimaryColumn({ name: 'customer_id', type: 'integer', unsigned: true })
  customerId: number;

  @Column({ name: 'failures_num', type: 'integer', unsigned: true })
  failuresNum: number;

  /** NumericDate of the first of them. */
  @Column({ name: 'first_failure', type: 'bigint', nullable: true, transformer: wholeNumber })
  firstFailure: number | null;

  /** NumericDate: the first second in which the account is no longer locked. */
  @Column({ name: 'lock_expires', type: 'bigint', nullable: true, transformer: wholeNumber })
  lockExpires: number | null;
}
