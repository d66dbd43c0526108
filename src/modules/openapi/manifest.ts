import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'openapi',
  summary: 'Description of the routes that are on: /openapi.json, and a page to read it at /docs.',
  sequence: ['webapi'],
  load: async () => (await import('./di.js')).feature,
});
