export { OauthIntegrationModule } from './oauth-integration.module.js';
