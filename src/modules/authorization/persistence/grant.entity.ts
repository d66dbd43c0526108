import { Entity, PrimaryColumn } from 'typeorm';

/** One resource on an integration's own list; the root among them means everything. */
@Entity('authorization_grant')
export class Grant {
  @PrimaryColumn({ name: 'user_type', type: 'integer', unsigned: true })
  userType: number;

  @PrimaryColumn({ name: 'user_id', type: 'integer', unsigned: true })
  userId: number;

  @PrimaryColumn({ name: 'resource_id', type: 'varchar', length: 255 })
  resourceId: string;
}
