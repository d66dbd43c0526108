import { Module } from '@nestjs/common';
import { StoreModule } from '../store/index.js';
import { UserModule } from '../user/index.js';
import { CurrentWebsite } from './current-website.js';
import { CustomerAccounts } from './customer-accounts.js';
import { CustomerActivateCommand } from './customer-activate.command.js';
import { CustomerAdministration } from './customer-administration.js';
import { CustomerChanges } from './customer-changes.js';
import { CustomerConfirmCommand } from './customer-confirm.command.js';
import { CustomerController } from './customer.controller.js';
import { CustomerCreateCommand } from './customer-create.command.js';
import { CustomerDeactivateCommand } from './customer-deactivate.command.js';
import { CustomerDirectory } from './customer-directory.js';
import { CustomerEmails } from './customer-emails.js';
import { CustomerListCommand } from './customer-list.command.js';
import { CustomerLock } from './customer-lock.js';
import { CustomerMeController } from './customer-me.controller.js';
import { CustomerPasswordChange } from './customer-password-change.js';
import { CustomerPasswordCommand } from './customer-password.command.js';
import { CustomerProfile } from './customer-profile.js';
import { CustomerRevokeCommand } from './customer-revoke.command.js';
import { CustomerSignIn } from './customer-sign-in.js';
import { CustomerSignInAccounts } from './customer-sign-in-accounts.js';
import { CustomerStanding } from './customer-standing.js';
import { CustomerStatusValidator } from './customer-status-validator.js';
import { CustomerTokenController } from './customer-token.controller.js';
import { PasswordCustomerCredentialVerifier } from './password-customer-credential-verifier.js';
import { WebsiteCustomerScope } from './website-customer-scope.js';

const providers = [
  CurrentWebsite,
  CustomerAccounts,
  CustomerActivateCommand,
  CustomerAdministration,
  CustomerChanges,
  CustomerConfirmCommand,
  CustomerCreateCommand,
  CustomerDeactivateCommand,
  CustomerDirectory,
  CustomerEmails,
  CustomerListCommand,
  CustomerLock,
  CustomerPasswordChange,
  CustomerPasswordCommand,
  CustomerProfile,
  CustomerRevokeCommand,
  CustomerSignIn,
  CustomerSignInAccounts,
  CustomerStanding,
  CustomerStatusValidator,
  PasswordCustomerCredentialVerifier,
  WebsiteCustomerScope,
];

@Module({
  imports: [StoreModule, UserModule],
  controllers: [CustomerMeController, CustomerController, CustomerTokenController],
  providers,
  exports: providers,
})
export class CustomerModule {}
