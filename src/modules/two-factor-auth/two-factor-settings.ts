import { z } from 'zod';
import { defineSettings, installationFields, publicUrl } from '../../kernel/index.js';
import { ENABLED_CODES, TFA_PROVIDERS } from './tfa-provider.js';

/** What is asked for beside a password, and how it is enrolled. */
export interface TwoFactorSettings {
  /** Codes as they were given, in their order; those that cannot be used here among them. */
  readonly forceProviders: readonly string[];
  /** How far a client's clock may be off. */
  readonly leewaySeconds: number;
  /** Link of the enrolment mail, with `:tfat` where the token belongs; undefined: the own page. */
  readonly notificationUrl: string | undefined;
  /** How the world reaches the service, without a slash at the end. */
  readonly baseUrl: string;
  /** Origins of the pages that may use security keys; the first one's host is the relying party. */
  readonly webauthnOrigins: readonly string[];
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

const KNOWN_CODES: readonly string[] = TFA_PROVIDERS.map(({ code }) => code);

/** What is given to force nobody: an empty value means the default. */
const NOBODY = 'none';

/** Codes that are none: Magento drops them, and with a slip of the pen what was meant to protect. */
const strangersIn = (text: string): string[] =>
  text.trim() === NOBODY ? [] : listOf(text).filter((code) => !KNOWN_CODES.includes(code));

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

/** Whether those who must enrol get the mail that they enrol with, and not a file on a server. */
function reachesPeople(fields: { readonly TFA_FORCE_PROVIDERS: string }): boolean {
  const { NODE_ENV, SMTP_URL } = installationFields(fields);
  const forced = listOf(fields.TFA_FORCE_PROVIDERS).some((code) => ENABLED_CODES.includes(code));
  return !forced || SMTP_URL !== undefined || NODE_ENV !== 'production';
}

export const TwoFactorSettings = defineSettings(
  'TwoFactorSettings',
  z
    .looseObject({
      TFA_FORCE_PROVIDERS: z
        .string()
        .refine((text) => strangersIn(text).length === 0, {
          error: ({ input }) =>
            `${strangersIn(String(input)).join(', ')} is no provider; ` +
            `there are ${KNOWN_CODES.join(', ')}, or ${NOBODY} alone`,
        })
        .default('google')
        .describe(
          'providers that everyone must have: google, u2fkey; several: separated by commas',
        ),
      TFA_LEEWAY_SECONDS: z.coerce
        .number()
        .int()
        .min(0)
        .max(29)
        .default(29)
        .describe('seconds by which the clock of a device may be off; 0: the current code only'),
      TFA_NOTIFICATION_URL: z
        .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
        .refine((url) => url.includes(':tfat'), { error: 'must hold :tfat' })
        .optional()
        .describe('link of the enrolment mail, with :tfat for its token; unset: the own page'),
      TFA_WEBAUTHN_ORIGINS: z
        .string()
        .refine((text) => listOf(text).length > 0 && listOf(text).every(isOrigin), {
          error: 'must be origins such as https://shop.example, separated by commas',
        })
        .optional()
        .describe('origins of the pages that use security keys; unset: that of PUBLIC_BASE_URL'),
    })
    .refine(reachesPeople, {
      path: ['SMTP_URL'],
      error: 'nobody could enrol in production without mail',
    }),
  (fields): TwoFactorSettings => ({
    forceProviders: listOf(fields.TFA_FORCE_PROVIDERS),
    leewaySeconds: fields.TFA_LEEWAY_SECONDS,
    notificationUrl: fields.TFA_NOTIFICATION_URL,
    baseUrl: publicUrl(fields),
    webauthnOrigins: listOf(fields.TFA_WEBAUTHN_ORIGINS ?? new URL(publicUrl(fields)).origin),
  }),
);
