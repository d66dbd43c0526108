import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'integration',
  summary: 'The token endpoints, opaque tokens as the default format, revocation for every format.',
  sequence: ['security', 'user', 'webapi'],
  load: async () => (await import('./di.js')).feature,
});
