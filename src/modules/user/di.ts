import {
  AdminCredentialVerifier,
  PrincipalDirectory,
  StartupTask,
  TokenValidator,
} from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { AdminDirectory } from './admin-directory.js';
import { AdminStatusValidator } from './admin-status-validator.js';
import { AdminUserActivateCommand } from './admin-user-activate.command.js';
import { AdminUserCreateCommand } from './admin-user-create.command.js';
import { AdminUserDeactivateCommand } from './admin-user-deactivate.command.js';
import { AdminUserListCommand } from './admin-user-list.command.js';
import { AdminUserPasswordCommand } from './admin-user-password.command.js';
import { FirstAdminTask } from './first-admin.task.js';
import { PasswordAdminCredentialVerifier } from './password-admin-credential-verifier.js';
import { CreateAdminUser1763700060000 } from './persistence/1763700060000-create-admin-user.js';
import { AdminUser } from './persistence/admin-user.entity.js';
import { UserModule } from './user.module.js';
import { UserSettings } from './user-settings.js';

export const feature = defineFeature({
  module: UserModule,
  preferences: [prefer(AdminCredentialVerifier, PasswordAdminCredentialVerifier)],
  contributions: [
    contribute(TokenValidator, AdminStatusValidator),
    contribute(PrincipalDirectory, AdminDirectory),
    contribute(StartupTask, FirstAdminTask),
  ],
  commands: [
    AdminUserCreateCommand,
    AdminUserListCommand,
    AdminUserPasswordCommand,
    AdminUserActivateCommand,
    AdminUserDeactivateCommand,
  ],
  settings: [UserSettings],
  entities: [AdminUser],
  migrations: [CreateAdminUser1763700060000],
});
