import { z } from 'zod';
import { defineSettings } from '../../kernel/index.js';

/** What requests may be, and how much errors tell. */
export interface WebapiSettings {
  readonly bodyMaxBytes: number;
  /** The same where secrets are taken. */
  readonly tokenBodyMaxBytes: number;
  readonly bodyMaxDepth: number;
  /** Whether errors carry a stack. */
  readonly tellsTrace: boolean;
  /** Whether developers are at work, and not customers. */
  readonly isDevelopment: boolean;
}

const bytes = z.coerce.number().int().min(256).max(16_777_216);

export const WebapiSettings = defineSettings(
  'WebapiSettings',
  z.object({
    BODY_MAX_BYTES: bytes.default(102_400).describe('bytes of the longest request body'),
    TOKEN_BODY_MAX_BYTES: bytes
      .default(4_096)
      .describe('bytes of the longest request body where passwords and codes are taken'),
    BODY_MAX_DEPTH: z.coerce
      .number()
      .int()
      .min(1)
      .max(256)
      .default(32)
      .describe('levels to which a request body may be nested'),
    NODE_ENV: z
      .string()
      .optional()
      .describe('`development`: errors carry a stack trace; `production`: no proxy is everyone'),
  }),
  (fields): WebapiSettings => ({
    bodyMaxBytes: fields.BODY_MAX_BYTES,
    tokenBodyMaxBytes: fields.TOKEN_BODY_MAX_BYTES,
    bodyMaxDepth: fields.BODY_MAX_DEPTH,
    tellsTrace: fields.NODE_ENV === 'development',
    isDevelopment: fields.NODE_ENV === 'development',
  }),
);
