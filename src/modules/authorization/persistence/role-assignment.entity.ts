import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Role } from './role.entity.js';

/** The one role of one principal. */
@Entity('authorization_assignment')
export class RoleAssignment {
  @PrimaryColumn({ name: 'user_type', type: 'integer', unsigned: true })
  userType: number;

  @PrimaryColumn({ name: 'user_id', type: 'integer', unsigned: true })
  userId: number;

  @Column({ name: 'role_id', type: 'integer', unsigned: true })
  roleId: number;

  @ManyToOne(() => Role, { nullable: false })
  @JoinColumn({ name: 'role_id', foreignKeyConstraintName: 'fk_authorization_assignment_role' })
  role: Relation<Role>;
}
