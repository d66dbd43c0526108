import {
  AddressBudget,
  AuditTrail,
  KeyRing,
  Purger,
  SignInThrottler,
  StartupTask,
} from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { AddressBudgetSettings } from './address-budget-settings.js';
import { AuditListCommand } from './audit/audit-list.command.js';
import { AuditPurger } from './audit/audit-purger.js';
import { AuditSettings } from './audit/audit-settings.js';
import { DatabaseAuditTrail } from './audit/database-audit-trail.js';
import { KeyListCommand } from './key-list.command.js';
import { KeyRemoveCommand } from './key-remove.command.js';
import { KeyRotateCommand } from './key-rotate.command.js';
import { MasterKeyRing } from './master-key-ring.js';
import { MemoryAddressBudget } from './memory-address-budget.js';
import { CreateSignInLock1763700090000 } from './persistence/1763700090000-create-sign-in-lock.js';
import { CreateAuditEvent1763700100000 } from './persistence/1763700100000-create-audit-event.js';
import { StoredAuditEvent } from './persistence/audit-event.entity.js';
import { SignInLock } from './persistence/sign-in-lock.entity.js';
import { ResealTask } from './reseal.task.js';
import { SecurityModule } from './security.module.js';
import { SecuritySettings } from './security-settings.js';
import { AdminUserUnlockCommand } from './sign-in-lock/admin-user-unlock.command.js';
import { CustomerUnlockCommand } from './sign-in-lock/customer-unlock.command.js';
import { DatabaseSignInThrottler } from './sign-in-lock/database-sign-in-throttler.js';
import { SignInLockPurger } from './sign-in-lock/sign-in-lock-purger.js';
import { SignInLockSettings } from './sign-in-lock/sign-in-lock-settings.js';

export const feature = defineFeature({
  module: SecurityModule,
  preferences: [
    prefer(KeyRing, MasterKeyRing),
    prefer(SignInThrottler, DatabaseSignInThrottler),
    prefer(AddressBudget, MemoryAddressBudget),
    prefer(AuditTrail, DatabaseAuditTrail),
  ],
  contributions: [
    contribute(Purger, SignInLockPurger),
    contribute(Purger, AuditPurger),
    contribute(StartupTask, ResealTask),
  ],
  commands: [
    KeyListCommand,
    KeyRotateCommand,
    KeyRemoveCommand,
    AdminUserUnlockCommand,
    CustomerUnlockCommand,
    AuditListCommand,
  ],
  settings: [SecuritySettings, SignInLockSettings, AddressBudgetSettings, AuditSettings],
  acl: [{ id: 'Tokenwright::audit', title: 'Audit trail' }],
  entities: [SignInLock, StoredAuditEvent],
  migrations: [CreateSignInLock1763700090000, CreateAuditEvent1763700100000],
});
