import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Role } from './role.entity.js';

/** One resource that a role has been granted. */
@Entity('authorization_rule')
export class Rule {
  @PrimaryColumn({ name: 'role_id', type: 'integer', unsigned: true })
  roleId: number;

  @PrimaryColumn({ name: 'resource_id', type: 'varchar', length: 255 })
  resourceId: string;

  @ManyToOne(() => Role, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'role_id', foreignKeyConstraintName: 'fk_authorization_rule_role' })
  role: Relation<Role>;
}
