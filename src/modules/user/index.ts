export { AdminAccounts } from './admin-accounts.js';
export { askNewPassword, PASSWORD_STDIN } from './ask-new-password.js';
export { UnknownAdminError } from './errors.js';
export { PasswordHasher } from './passwords/password-hasher.js';
export {
  MAX_PASSWORD_CHARACTERS,
  PasswordTooLongError,
} from './passwords/password-too-long-error.js';
export type { AdminUser } from './persistence/admin-user.entity.js';
export { UserModule } from './user.module.js';
