import { z } from 'zod';
import { defineSettings } from '../../kernel/index.js';
import type { PasswordHashingSettings } from './passwords/password-hashing-settings.js';

/** How much work password hashing may do at a time. */
export const UserSettings = defineSettings(
  'UserSettings',
  z.object({
    PASSWORD_HASH_CONCURRENCY: z.coerce
      .number()
      .int()
      .min(1)
      .max(64)
      .default(2)
      .describe('password hashes computed at the same time; each takes 19 MiB and a core'),
    PASSWORD_HASH_QUEUE: z.coerce
      .number()
      .int()
      .min(0)
      .max(100_000)
      .default(256)
      .describe('password hashes waiting for their turn; beyond that the answer is 503'),
  }),
  (fields): PasswordHashingSettings => ({
    concurrency: fields.PASSWORD_HASH_CONCURRENCY,
    queue: fields.PASSWORD_HASH_QUEUE,
  }),
);
