import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A store view, with what Magento keeps of it in its configuration. */
@Entity('store')
@Index('uq_store_code', ['code'], { unique: true })
export class StoreRow {
  @PrimaryGeneratedColumn({ name: 'store_id', type: 'integer', unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 32 })
  code: string;

  @Column({ name: 'website_id', type: 'integer', unsigned: true })
  websiteId: number;

  @Column({ name: 'group_id', type: 'integer', unsigned: true })
  groupId: number;

  @Column({ type: 'varchar', length: 255 })
  name: string;

  @Column({ name: 'sort_order', type: 'integer', unsigned: true })
  sortOrder: number;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  /** Such as `de_DE`. */
  @Column({ type: 'varchar', length: 16 })
  locale: string;

  /** ISO 4217. */
  @Column({ name: 'base_currency_code', type: 'varchar', length: 3 })
  baseCurrencyCode: string;

  /** ISO 4217. */
  @Column({ name: 'default_display_currency_code', type: 'varchar', length: 3 })
  defaultDisplayCurrencyCode: string;

  /** Of the IANA database, such as `Europe/Berlin`. */
  @Column({ type: 'varchar', length: 64 })
  timezone: string;

  /** `kgs` or `lbs`. */
  @Column({ name: 'weight_unit', type: 'varchar', length: 3 })
  weightUnit: string;

  /** Address of the shop front, without a slash at the end; null: the service's own. */
  @Column({ name: 'base_url', type: 'varchar', length: 255, nullable: true })
  baseUrl: string | null;
}
