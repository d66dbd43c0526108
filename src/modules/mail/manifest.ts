import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'mail',
  summary: 'Sends the mails of other modules, by SMTP or into files.',
  sequence: [],
  load: async () => (await import('./di.js')).feature,
});
