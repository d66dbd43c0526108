import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'oauth-integration',
  summary:
    'Integrations for ERPs: OAuth 1.0a credentials and rights of their own, and their lifecycle.',
  sequence: ['authorization', 'security', 'user', 'webapi', 'integration'],
  load: async () => (await import('./di.js')).feature,
});
