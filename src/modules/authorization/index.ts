export { AclTree, type AclNode } from './acl-tree.js';
export { AuthorizationModule } from './authorization.module.js';
export { UnknownResourceError, UnknownRoleError } from './errors.js';
export { ResourceLists } from './resource-lists.js';
export { Roles } from './roles.js';
