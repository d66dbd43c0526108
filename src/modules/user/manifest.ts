import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'user',
  summary: 'Administrator accounts and their passwords.',
  sequence: ['authorization', 'security'],
  load: async () => (await import('./di.js')).feature,
});
