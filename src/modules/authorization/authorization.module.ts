import { Module } from '@nestjs/common';
import { DiscoveryModule, MetadataScanner } from '@nestjs/core';
import { AclListCommand } from './acl-list.command.js';
import { AclTree } from './acl-tree.js';
import { FullAccess } from './full-access.js';
import { GrantedRights } from './granted-rights.js';
import { ResourceAudit } from './resource-audit.js';
import { ResourceLists } from './resource-lists.js';
import { RightsChanges } from './rights-changes.js';
import { RoleAccessControl } from './role-access-control.js';
import { RoleCreateCommand } from './role-create.command.js';
import { RoleDeleteCommand } from './role-delete.command.js';
import { RoleGrantCommand } from './role-grant.command.js';
import { RoleListCommand } from './role-list.command.js';
import { RoleResources } from './role-resources.js';
import { RoleRevokeCommand } from './role-revoke.command.js';
import { RoleShowCommand } from './role-show.command.js';
import { RoleStore } from './role-store.js';
import { RoleSummaries } from './role-summaries.js';
import { Roles } from './roles.js';

const providers = [
  AclListCommand,
  AclTree,
  FullAccess,
  GrantedRights,
  MetadataScanner,
  ResourceAudit,
  ResourceLists,
  RightsChanges,
  RoleAccessControl,
  RoleCreateCommand,
  RoleDeleteCommand,
  RoleGrantCommand,
  RoleListCommand,
  RoleResources,
  RoleRevokeCommand,
  RoleShowCommand,
  RoleStore,
  RoleSummaries,
  Roles,
];

@Module({ imports: [DiscoveryModule], providers, exports: providers })
export class AuthorizationModule {}
