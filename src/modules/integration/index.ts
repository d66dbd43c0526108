export { IntegrationModule } from './integration.module.js';
export { requestedLifetime } from './requested-lifetime.js';
