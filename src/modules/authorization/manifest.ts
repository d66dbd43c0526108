import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'authorization',
  summary: 'Roles, and who may do what.',
  sequence: ['security', 'webapi'],
  load: async () => (await import('./di.js')).feature,
});
