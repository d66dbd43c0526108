import {
  AccountActivity,
  AdminCredentialVerifier,
  PrincipalDirectory,
  SignInAccounts,
  StartupTask,
  TokenValidator,
} from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { AdminActivity } from './admin-activity.js';
import { AdminDirectory } from './admin-directory.js';
import { AdminSignInAccounts } from './admin-sign-in-accounts.js';
import { AdminStatusValidator } from './admin-status-validator.js';
import { AdminUserActivateCommand } from './admin-user-activate.command.js';
import { AdminUserCreateCommand } from './admin-user-create.command.js';
import { AdminUserDeactivateCommand } from './admin-user-deactivate.command.js';
import { AdminUserEmailCommand } from './admin-user-email.command.js';
import { AdminUserExpireCommand } from './admin-user-expire.command.js';
import { AdminUserListCommand } from './admin-user-list.command.js';
import { AdminUserPasswordCommand } from './admin-user-password.command.js';
import { AdminUserRoleCommand } from './admin-user-role.command.js';
import { FirstAdminTask } from './first-admin.task.js';
import { PasswordAdminCredentialVerifier } from './password-admin-credential-verifier.js';
import { CreateAdminUser1763700060000 } from './persistence/1763700060000-create-admin-user.js';
import { AddAdminUserExpiry1763713000000 } from './persistence/1763713000000-add-admin-user-expiry.js';
import { AdminUser } from './persistence/admin-user.entity.js';
import { UserModule } from './user.module.js';
import { UserSettings } from './user-settings.js';

export const feature = defineFeature({
  module: UserModule,
  preferences: [prefer(AdminCredentialVerifier, PasswordAdminCredentialVerifier)],
  contributions: [
    contribute(AccountActivity, AdminActivity),
    contribute(TokenValidator, AdminStatusValidator),
    contribute(PrincipalDirectory, AdminDirectory),
    contribute(SignInAccounts, AdminSignInAccounts),
    contribute(StartupTask, FirstAdminTask),
  ],
  commands: [
    AdminUserCreateCommand,
    AdminUserListCommand,
    AdminUserPasswordCommand,
    AdminUserRoleCommand,
    AdminUserActivateCommand,
    AdminUserDeactivateCommand,
    AdminUserEmailCommand,
    AdminUserExpireCommand,
  ],
  acl: [
    { id: 'Magento_Backend::system', title: 'System' },
    { id: 'Magento_User::acl', title: 'Permissions', parent: 'Magento_Backend::system' },
    { id: 'Magento_User::acl_users', title: 'All Users', parent: 'Magento_User::acl' },
    { id: 'Magento_User::acl_roles', title: 'User Roles', parent: 'Magento_User::acl' },
  ],
  settings: [UserSettings],
  entities: [AdminUser],
  migrations: [CreateAdminUser1763700060000, AddAdminUserExpiry1763713000000],
});
