import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'jwt-user-token',
  summary: 'Issues signed, self-contained tokens (JWT, RFC 7519) instead of opaque ones.',
  sequence: ['integration', 'security', 'webapi'],
  load: async () => (await import('./di.js')).feature,
});
