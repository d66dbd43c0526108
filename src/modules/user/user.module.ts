import { Module } from '@nestjs/common';
import { AdminAccounts } from './admin-accounts.js';
import { AdminActivity } from './admin-activity.js';
import { AdminChanges } from './admin-changes.js';
import { AdminDirectory } from './admin-directory.js';
import { AdminSignIn } from './admin-sign-in.js';
import { AdminSignInAccounts } from './admin-sign-in-accounts.js';
import { AdminStatus } from './admin-status.js';
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
import { PasswordHasher } from './passwords/password-hasher.js';
import { AuthorizationModule } from '../authorization/index.js';
import type { PasswordHashingSettings } from './passwords/password-hashing-settings.js';
import { UserSettings } from './user-settings.js';

const providers = [
  AdminAccounts,
  AdminActivity,
  AdminChanges,
  AdminDirectory,
  AdminSignIn,
  AdminSignInAccounts,
  AdminStatus,
  AdminStatusValidator,
  AdminUserActivateCommand,
  AdminUserCreateCommand,
  AdminUserDeactivateCommand,
  AdminUserEmailCommand,
  AdminUserExpireCommand,
  AdminUserListCommand,
  AdminUserPasswordCommand,
  AdminUserRoleCommand,
  FirstAdminTask,
  PasswordAdminCredentialVerifier,
  {
    provide: PasswordHasher,
    inject: [UserSettings.token],
    useFactory: (settings: PasswordHashingSettings) => new PasswordHasher(settings),
  },
];

@Module({ imports: [AuthorizationModule], providers, exports: providers })
export class UserModule {}
