import { z } from 'zod';
import { MAX_LIFETIME_SECONDS, PrincipalType } from '../../contract/index.js';
import { defineSettings } from '../../kernel/index.js';

/** How long opaque tokens live. */
export interface IntegrationSettings {
  /** Seconds from issue to expiry, by principal type. Integrations get no token from here. */
  readonly lifetimeSeconds: Readonly<Partial<Record<PrincipalType, number>>>;
  /** Seconds for which an expired row is kept, so that its owner can still be told why. */
  readonly expiredRetentionSeconds: number;
  /** Whether this is no trial. */
  readonly isProduction: boolean;
}

const lifetime = z.coerce.number().int().min(1).max(MAX_LIFETIME_SECONDS);

export const IntegrationSettings = defineSettings(
  'IntegrationSettings',
  z.looseObject({
    OPAQUE_ADMIN_LIFETIME_SECONDS: lifetime
      .default(14_400)
      .describe('seconds an opaque token of an administrator lives'),
    OPAQUE_CUSTOMER_LIFETIME_SECONDS: lifetime
      .default(3_600)
      .describe('seconds an opaque token of a customer lives'),
    OPAQUE_EXPIRED_RETENTION_SECONDS: z.coerce
      .number()
      .int()
      .min(0)
      .max(MAX_LIFETIME_SECONDS)
      .default(86_400)
      .describe('seconds an expired opaque token is remembered, to tell "expired" from "unknown"'),
  }),
  (fields): IntegrationSettings => ({
    lifetimeSeconds: {
      [PrincipalType.Admin]: fields.OPAQUE_ADMIN_LIFETIME_SECONDS,
      [PrincipalType.Customer]: fields.OPAQUE_CUSTOMER_LIFETIME_SECONDS,
    },
    expiredRetentionSeconds: fields.OPAQUE_EXPIRED_RETENTION_SECONDS,
    isProduction: fields.NODE_ENV === 'production',
  }),
);
