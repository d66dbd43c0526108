export { AdminAccounts } from './admin-accounts.js';
export { UnknownAdminError } from './errors.js';
export { UserModule } from './user.module.js';
