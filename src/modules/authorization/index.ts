export { AuthorizationModule } from './authorization.module.js';
export { Roles, UnknownRoleError } from './roles.js';
