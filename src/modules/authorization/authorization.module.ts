import { Module } from '@nestjs/common';
import { GrantedRights } from './granted-rights.js';
import { RoleAccessControl } from './role-access-control.js';
import { Roles } from './roles.js';

const providers = [GrantedRights, RoleAccessControl, Roles];

@Module({ providers, exports: providers })
export class AuthorizationModule {}
