import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'account-page',
  summary: 'The page at /account: signing in, where one is signed in, ending that, a new password.',
  sequence: ['refresh-session', 'webapi'],
  load: async () => (await import('./di.js')).feature,
});
