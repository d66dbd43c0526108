import { z } from 'zod';
import { defineSettings } from '../../../kernel/index.js';

/** How long the audit trail remembers. */
export interface AuditSettings {
  readonly retentionSeconds: number;
}

export const AuditSettings = defineSettings(
  'AuditSettings',
  z.object({
    AUDIT_RETENTION_SECONDS: z.coerce
      .number()
      .int()
      .min(3_600)
      .max(3_153_600_000)
      .default(31_536_000)
      .describe('seconds an entry of the audit trail is kept, addresses included'),
  }),
  (fields): AuditSettings => ({ retentionSeconds: fields.AUDIT_RETENTION_SECONDS }),
);
