import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'webapi',
  summary: 'The REST surface: authentication, access rights, error envelope, GET /V1/modules.',
  sequence: [],
  load: async () => (await import('./di.js')).feature,
});
