import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'refresh-session',
  summary: 'Sign-in sessions: /auth/login, a refresh cookie that rotates, the list of devices.',
  sequence: ['integration', 'security', 'user', 'webapi'],
  sequenceIfEnabled: ['jwt-user-token'],
  load: async () => (await import('./di.js')).feature,
});
