import { AccessControl } from '../../contract/index.js';
import { defineFeature, prefer } from '../../kernel/index.js';
import { AuthorizationModule } from './authorization.module.js';
import { CreateAuthorizationRole1763700000000 } from './persistence/1763700000000-create-authorization-role.js';
import { RoleAssignment } from './persistence/role-assignment.entity.js';
import { Role } from './persistence/role.entity.js';
import { RoleAccessControl } from './role-access-control.js';

export const feature = defineFeature({
  module: AuthorizationModule,
  preferences: [prefer(AccessControl, RoleAccessControl)],
  entities: [Role, RoleAssignment],
  migrations: [CreateAuthorizationRole1763700000000],
});
