import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'store',
  summary: 'Websites, stores and store views: what {code} in /rest/{code}/V1 names.',
  sequence: ['security', 'webapi'],
  load: async () => (await import('./di.js')).feature,
});
