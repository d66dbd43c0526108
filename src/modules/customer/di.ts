import {
  CustomerCredentialVerifier,
  CustomerScope,
  PrincipalDirectory,
  SignInAccounts,
  TokenValidator,
} from '../../contract/index.js';
import { contribute, defineFeature, prefer } from '../../kernel/index.js';
import { CustomerActivateCommand } from './customer-activate.command.js';
import { CustomerConfirmCommand } from './customer-confirm.command.js';
import { CustomerCreateCommand } from './customer-create.command.js';
import { CustomerDeactivateCommand } from './customer-deactivate.command.js';
import { CustomerDirectory } from './customer-directory.js';
import { CustomerListCommand } from './customer-list.command.js';
import { CustomerModule } from './customer.module.js';
import { CustomerPasswordCommand } from './customer-password.command.js';
import { CustomerRevokeCommand } from './customer-revoke.command.js';
import { CustomerSettings } from './customer-settings.js';
import { CustomerSignInAccounts } from './customer-sign-in-accounts.js';
import { CustomerStatusValidator } from './customer-status-validator.js';
import { PasswordCustomerCredentialVerifier } from './password-customer-credential-verifier.js';
import { CreateCustomer1763700300000 } from './persistence/1763700300000-create-customer.js';
import { CustomerFailures } from './persistence/customer-failures.entity.js';
import { Customer } from './persistence/customer.entity.js';
import { WebsiteCustomerScope } from './website-customer-scope.js';

export const feature = defineFeature({
  module: CustomerModule,
  preferences: [
    prefer(CustomerCredentialVerifier, PasswordCustomerCredentialVerifier),
    prefer(CustomerScope, WebsiteCustomerScope),
  ],
  contributions: [
    contribute(TokenValidator, CustomerStatusValidator),
    contribute(PrincipalDirectory, CustomerDirectory),
    contribute(SignInAccounts, CustomerSignInAccounts),
  ],
  commands: [
    CustomerCreateCommand,
    CustomerListCommand,
    CustomerPasswordCommand,
    CustomerActivateCommand,
    CustomerDeactivateCommand,
    CustomerConfirmCommand,
    CustomerRevokeCommand,
  ],
  settings: [CustomerSettings],
  acl: [
    { id: 'Magento_Customer::customer', title: 'Customers' },
    {
      id: 'Magento_Customer::manage',
      title: 'All Customers',
      parent: 'Magento_Customer::customer',
    },
    { id: 'Magento_Customer::actions', title: 'Actions', parent: 'Magento_Customer::manage' },
    { id: 'Magento_Customer::delete', title: 'Delete', parent: 'Magento_Customer::actions' },
  ],
  entities: [Customer, CustomerFailures],
  migrations: [CreateCustomer1763700300000],
});
