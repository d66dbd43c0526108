import { z } from 'zod';
import { defineSettings } from '../../kernel/index.js';

/** How often one address may knock. */
export interface AddressBudgetSettings {
  /** 0: as often as it likes. */
  readonly perMinute: number;
}

export const AddressBudgetSettings = defineSettings(
  'AddressBudgetSettings',
  z.object({
    ADDRESS_BUDGET_PER_MINUTE: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .default(120)
      .describe('requests a minute of one address to the routes that take passwords; 0: no limit'),
  }),
  (fields): AddressBudgetSettings => ({ perMinute: fields.ADDRESS_BUDGET_PER_MINUTE }),
);
