import { z } from 'zod';
import { defineSettings } from '../../../kernel/index.js';

/** How many wrong guesses one name stands, and for how long none is heard after that. */
export interface SignInLockSettings {
  /** 0: no lock. */
  readonly maxFailures: number;
  readonly seconds: number;
}

export const SignInLockSettings = defineSettings(
  'SignInLockSettings',
  z.object({
    SIGN_IN_LOCK_MAX_FAILURES: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000)
      .default(6)
      .describe('failed sign-ins in a row that lock a name; 0: no lock'),
    SIGN_IN_LOCK_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(31_536_000)
      .default(1_800)
      .describe('seconds from the last failure until the failures of a name are forgotten'),
  }),
  (fields): SignInLockSettings => ({
    maxFailures: fields.SIGN_IN_LOCK_MAX_FAILURES,
    seconds: fields.SIGN_IN_LOCK_SECONDS,
  }),
);
