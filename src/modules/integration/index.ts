export { IntegrationModule } from './integration.module.js';
export { requestedLifetime } from './requested-lifetime.js';
export { SignInTokens } from './sign-in-tokens.js';
