import { Module } from '@nestjs/common';
import { AuditListCommand } from './audit/audit-list.command.js';
import { AuditPurger } from './audit/audit-purger.js';
import { AuditRecords } from './audit/audit-records.js';
import { AuditController } from './audit/audit.controller.js';
import { DatabaseAuditTrail } from './audit/database-audit-trail.js';
import { KeyListCommand } from './key-list.command.js';
import { KeyRemoveCommand } from './key-remove.command.js';
import { KeyRotateCommand } from './key-rotate.command.js';
import { masterKeyRing } from './lost-master-key.js';
import { MemoryAddressBudget } from './memory-address-budget.js';
import { AdminUserUnlockCommand } from './sign-in-lock/admin-user-unlock.command.js';
import { CustomerUnlockCommand } from './sign-in-lock/customer-unlock.command.js';
import { DatabaseSignInThrottler } from './sign-in-lock/database-sign-in-throttler.js';
import { ResealTask } from './reseal.task.js';
import { Resealing } from './resealing.js';
import { SignInLockPurger } from './sign-in-lock/sign-in-lock-purger.js';
import { SignInNotes } from './sign-in-lock/sign-in-notes.js';
import { SignInPlaces } from './sign-in-lock/sign-in-places.js';
import { SignInQueue } from './sign-in-lock/sign-in-queue.js';
import { SignInUnlock } from './sign-in-lock/sign-in-unlock.js';

const providers = [
  AdminUserUnlockCommand,
  AuditListCommand,
  AuditPurger,
  AuditRecords,
  CustomerUnlockCommand,
  DatabaseAuditTrail,
  DatabaseSignInThrottler,
  KeyListCommand,
  KeyRemoveCommand,
  KeyRotateCommand,
  masterKeyRing,
  MemoryAddressBudget,
  ResealTask,
  Resealing,
  SignInLockPurger,
  SignInNotes,
  SignInPlaces,
  SignInQueue,
  SignInUnlock,
];

@Module({ controllers: [AuditController], providers, exports: providers })
export class SecurityModule {}
