import { AccessControl } from '../../contract/index.js';
import { ACL_ROOT, defineFeature, prefer } from '../../kernel/index.js';
import { AclListCommand } from './acl-list.command.js';
import { AuthorizationModule } from './authorization.module.js';
import { CreateAuthorizationRole1763700000000 } from './persistence/1763700000000-create-authorization-role.js';
import { CreateAuthorizationRule1763701000000 } from './persistence/1763701000000-create-authorization-rule.js';
import { Grant } from './persistence/grant.entity.js';
import { RoleAssignment } from './persistence/role-assignment.entity.js';
import { Role } from './persistence/role.entity.js';
import { Rule } from './persistence/rule.entity.js';
import { RoleAccessControl } from './role-access-control.js';
import { RoleCreateCommand } from './role-create.command.js';
import { RoleDeleteCommand } from './role-delete.command.js';
import { RoleGrantCommand } from './role-grant.command.js';
import { RoleListCommand } from './role-list.command.js';
import { RoleRevokeCommand } from './role-revoke.command.js';
import { RoleShowCommand } from './role-show.command.js';

export const feature = defineFeature({
  module: AuthorizationModule,
  preferences: [prefer(AccessControl, RoleAccessControl)],
  commands: [
    AclListCommand,
    RoleCreateCommand,
    RoleListCommand,
    RoleShowCommand,
    RoleGrantCommand,
    RoleRevokeCommand,
    RoleDeleteCommand,
  ],
  acl: [{ id: ACL_ROOT, title: 'Everything' }],
  entities: [Role, RoleAssignment, Rule, Grant],
  migrations: [CreateAuthorizationRole1763700000000, CreateAuthorizationRule1763701000000],
});
