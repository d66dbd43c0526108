import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What customers' accounts and prices may be confined to. Website 0 is the administration's. */
@Entity('store_website')
@Index('uq_store_website_code', ['code'], { unique: true })
export class WebsiteRow {
  @PrimaryGeneratedColumn({ name: 'website_id', type: 'integer', unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 32 })
  code: string;

  @Column({ type: 'varchar', length: 255 })
  name: string;

  @Column({ name: 'sort_order', type: 'integer', unsigned: true })
  sortOrder: number;

  @Column({ name: 'default_group_id', type: 'integer', unsigned: true })
  defaultGroupId: number;

  /** True for one: the website of requests that name no store. */
  @Column({ name: 'is_default', type: 'boolean' })
  isDefault: boolean;
}
