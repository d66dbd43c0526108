import { z } from 'zod';
import { defineSettings } from '../../kernel/index.js';

/** Where mails are handed over, and whom they come from. */
export interface MailSettings {
  /** Undefined: mails are files. */
  readonly smtpUrl: string | undefined;
  readonly from: string | undefined;
}

export const MailSettings = defineSettings(
  'MailSettings',
  z
    .object({
      SMTP_URL: z
        .url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' })
        .optional()
        .describe(
          'smtp://user:pass@host:587 or smtps://...; unset: mails are files in DATA_DIR/mail',
        ),
      MAIL_FROM: z
        .string()
        .regex(/^[^\r\n]{3,320}$/, 'must be an e-mail address')
        .refine((text) => text.includes('@'), { error: 'must be an e-mail address' })
        .optional()
        .describe('sender of mails; needed with SMTP_URL'),
    })
    .refine((fields) => fields.SMTP_URL === undefined || fields.MAIL_FROM !== undefined, {
      path: ['MAIL_FROM'],
      error: 'mail needs a sender where SMTP_URL is set',
    }),
  (fields): MailSettings => ({ smtpUrl: fields.SMTP_URL, from: fields.MAIL_FROM }),
);
