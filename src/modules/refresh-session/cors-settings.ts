import { z } from 'zod';
import { defineSettings, installationFields } from '../../kernel/index.js';

/** Whose pages may call, with the user's cookie. */
export interface CorsSettings {
  /** Exact origins (RFC 6454, section 6.2); none by default. */
  readonly allowedOrigins: readonly string[];
  /** The service's own origin, where `PUBLIC_BASE_URL` tells it. */
  readonly ownOrigin: string | undefined;
}

const originsOf = (text: string): string[] =>
  text
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');

/** Neither a wildcard nor `null`: what a browser sends, to the character. */
const isOrigin = (text: string): boolean =>
  /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

export const CorsSettings = defineSettings(
  'CorsSettings',
  z.looseObject({
    CORS_ALLOWED_ORIGINS: z
      .string()
      .refine((text) => originsOf(text).every(isOrigin), {
        error: 'must be origins such as https://shop.example, separated by commas; no wildcard',
      })
      .optional()
      .describe('origins whose pages may call with credentials, separated by commas'),
  }),
  (fields): CorsSettings => {
    const { PUBLIC_BASE_URL: url } = installationFields(fields);
    return {
      allowedOrigins: originsOf(fields.CORS_ALLOWED_ORIGINS ?? ''),
      ownOrigin: url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined,
    };
  },
);
