import { defineModule } from 'tokenwright';

export const manifest = defineModule({
  name: 'paseto-user-token',
  summary: 'Issues signed, self-contained tokens in the PASETO format (v4.public).',
  sequence: ['integration', 'security'],
  sequenceIfEnabled: ['jwt-user-token'],
  load: async () => (await import('./di.js')).feature,
});
