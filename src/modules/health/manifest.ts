import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'health',
  summary: 'Whether the process lives and can work, for load balancers and containers: /health.',
  sequence: ['webapi'],
  load: async () => (await import('./di.js')).feature,
});
