import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'two-factor-auth',
  summary: "A one-time code or a security key beside an administrator's password.",
  sequence: ['authorization', 'integration', 'mail', 'security', 'user', 'webapi'],
  load: async () => (await import('./di.js')).feature,
});
