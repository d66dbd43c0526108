import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A named set of rights. */
@Entity('authorization_role')
@Index('uq_authorization_role_name', ['name'], { unique: true })
export class Role {
  @PrimaryGeneratedColumn({ name: 'role_id', type: 'integer', unsigned: true })
  id: number;

  @Column({ name: 'role_name', type: 'varchar', length: 64 })
  name: string;

  /** Everything is allowed, `self` and resources that do not exist included. */
  @Column({ name: 'all_resources', type: 'boolean' })
  allResources: boolean;
}
