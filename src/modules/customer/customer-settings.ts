import { z } from 'zod';
import { defineSettings } from '../../kernel/index.js';

/** Where a customer's account counts, and when it is locked. */
export interface CustomerSettings {
  /** Whether an account counts on every website, and not on its own alone. */
  readonly global: boolean;
  /** Wrong passwords in a row that lock an account; 0: never. */
  readonly lockMaxFailures: number;
  /** How long; 0: never. */
  readonly lockSeconds: number;
}

export const CustomerSettings = defineSettings(
  'CustomerSettings',
  z.object({
    CUSTOMER_ACCOUNT_SHARE: z
      .enum(['website', 'global'])
      .default('website')
      .describe('where an account counts: website (its own) or global (everywhere)'),
    CUSTOMER_LOCK_MAX_FAILURES: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .default(10)
      .describe('wrong passwords in a row that lock an account; 0: no lock'),
    CUSTOMER_LOCK_SECONDS: z.coerce
      .number()
      .int()
      .min(0)
      .max(31_536_000)
      .default(600)
      .describe('seconds for which it is locked; 0: no lock'),
  }),
  (fields): CustomerSettings => ({
    global: fields.CUSTOMER_ACCOUNT_SHARE === 'global',
    lockMaxFailures: fields.CUSTOMER_LOCK_MAX_FAILURES,
    lockSeconds: fields.CUSTOMER_LOCK_SECONDS,
  }),
);
