import { defineModule } from '../../kernel/index.js';

export const manifest = defineModule({
  name: 'customer',
  summary: 'Customer accounts, signing in as a customer, /V1/customers/me.',
  sequence: ['integration', 'security', 'store', 'user', 'webapi'],
  load: async () => (await import('./di.js')).feature,
});
