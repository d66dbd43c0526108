import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../../persistence/index.js';

/** A customer's account. */
@Entity('customer_entity')
@Index('uq_customer_entity_email', ['websiteId', 'emailKey'], { unique: true })
@Index('ix_customer_entity_email_key', ['emailKey'])
export class Customer {
  @PrimaryGeneratedColumn({ name: 'entity_id', type: 'integer', unsigned: true })
  id: number;

  @Column({ name: 'website_id', type: 'integer', unsigned: true })
  websiteId: number;

  /** As it was given, for display. */
  @Column({ type: 'varchar', length: 255 })
  email: string;

  /** What it is looked up by; see `signInKey`. */
  @Column({ name: 'email_key', type: 'varchar', length: 255 })
  emailKey: string;

  @Column({ type: 'varchar', length: 255 })
  firstname: string;

  @Column({ type: 'varchar', length: 255 })
  lastname: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  middlename: string | null;

  @Column({ type: 'varchar', length: 40, nullable: true })
  prefix: string | null;

  @Column({ type: 'varchar', length: 40, nullable: true })
  suffix: string | null;

  /** Of Magento's: 1 male, 2 female, 3 not specified. */
  @Column({ type: 'integer', unsigned: true, nullable: true })
  gender: number | null;

  /** `YYYY-MM-DD`. */
  @Column({ type: 'varchar', length: 10, nullable: true })
  dob: string | null;

  @Column({ type: 'varchar', length: 50, nullable: true })
  taxvat: string | null;

  /** Kept for clients that read it; there are no customer groups here. 1 is Magento's "General". */
  @Column({ name: 'group_id', type: 'integer', unsigned: true })
  groupId: number;

  @Column({ name: 'store_id', type: 'integer', unsigned: true })
  storeId: number;

  /** PHC string, bcrypt or Magento's chain format; null: no password will do. */
  @Column({ name: 'password_hash', type: 'varchar', length: 255, nullable: true })
  passwordHash: string | null;

  /** Null once the address is confirmed, and where that was never asked for. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  confirmation: string | null;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  /** NumericDate. */
  @Column({ name: 'created_at', type: 'bigint', transformer: wholeNumber })
  createdAt: number;

  /** NumericDate. */
  @Column({ name: 'updated_at', type: 'bigint', transformer: wholeNumber })
  updatedAt: number;

  /** Name of the store view the account was made in. */
  @Column({ name: 'created_in', type: 'varchar', length: 255 })
  createdIn: string;

  @Column({ name: 'disable_auto_group_change', type: 'boolean' })
  disableAutoGroupChange: boolean;
}
