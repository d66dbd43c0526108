import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'security',
  summary: "The service's own keys: one master key, one derived key per purpose, rotation.",
  sequence: [],
  load: async () => (await import('./di.js')).feature,
});
