import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'security',
  summary: 'Keys, one per purpose; sign-in lock, address budget and audit trail.',
  sequence: ['webapi'],
  load: async () => (await import('./di.js')).feature,
});
