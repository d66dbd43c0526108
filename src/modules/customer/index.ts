export { CustomerAccounts } from './customer-accounts.js';
export { CustomerModule } from './customer.module.js';
