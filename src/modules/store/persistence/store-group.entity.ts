import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A store: views of one catalogue in several languages, say. */
@Entity('store_group')
@Index('uq_store_group_code', ['code'], { unique: true })
export class StoreGroupRow {
  @PrimaryGeneratedColumn({ name: 'group_id', type: 'integer', unsigned: true })
  id: number;

  @Column({ name: 'website_id', type: 'integer', unsigned: true })
  websiteId: number;

  @Column({ type: 'varchar', length: 32 })
  code: string;

  @Column({ type: 'varchar', length: 255 })
  name: string;

  /** Kept for clients that read it; there are no categories here. */
  @Column({ name: 'root_category_id', type: 'integer', unsigned: true })
  rootCategoryId: number;

  @Column({ name: 'default_store_id', type: 'integer', unsigned: true })
  defaultStoreId: number;
}
