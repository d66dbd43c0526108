import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'metrics',
  summary: 'Numbers for operators at /metrics, in the format that Prometheus reads.',
  sequence: ['webapi'],
  load: async () => (await import('./di.js')).feature,
});
