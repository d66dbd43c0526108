import { z } from 'zod';
import { defineSettings, givenUrl, installationFields, publicUrl } from '../../kernel/index.js';

/** How long sessions last, and how their cookie and tokens look. */
export interface SessionSettings {
  readonly accessLifetimeSeconds: number;
  /** Seconds without use after which a session is over. */
  readonly idleSeconds: number;
  /** Seconds after which a session is over, however much it is used. */
  readonly absoluteSeconds: number;
  /** Seconds for which the immediate predecessor of a refresh token gets the same successor. */
  readonly graceSeconds: number;
  readonly maxPerUser: number;
  readonly cookie: CookieSettings;
  /** Claims `iss` and `aud` of access tokens. */
  readonly issuer: string;
  readonly audience: string;
  /** The same as far as somebody chose them, which is what other tokens are measured by. */
  readonly given: { readonly issuer: string | undefined; readonly audience: string | undefined };
}

/** What is said of the refresh cookie to browsers (RFC 6265bis, section 4.1.2). */
export interface CookieSettings {
  readonly name: string;
  readonly sameSite: 'None' | 'Lax' | 'Strict';
  readonly secure: boolean;
}

const YEAR = 31_536_000;
const seconds = (most: number): z.ZodNumber => z.number().int().min(1).max(most);
const lifetime = z.coerce.number().pipe(seconds(YEAR));
/** RFC 6265, section 4.1.1: a cookie's name is a token of RFC 9110. */
const COOKIE_NAME = /^[\w!#$%&'*+.^`|~-]{1,64}$/;

export const SessionSettings = defineSettings(
  'SessionSettings',
  z
    .looseObject({
      SESSION_ACCESS_LIFETIME_SECONDS: z.coerce
        .number()
        .pipe(seconds(86_400))
        .default(300)
        .describe('seconds an access token of a session lives'),
      SESSION_IDLE_SECONDS: lifetime
        .default(2_592_000)
        .describe('seconds without use after which a session ends'),
      SESSION_ABSOLUTE_SECONDS: lifetime
        .default(7_776_000)
        .describe('seconds after which a session ends, however much it is used'),
      SESSION_REFRESH_GRACE_SECONDS: z.coerce
        .number()
        .int()
        .min(0)
        .max(300)
        .default(10)
        .describe('seconds in which a refresh that is repeated gets the same answer'),
      SESSION_MAX_PER_USER: z.coerce
        .number()
        .int()
        .min(1)
        .max(1_000)
        .default(50)
        .describe('sessions one user may have; a further one ends the one that was unused longest'),
      SESSION_COOKIE_NAME: z
        .string()
        .regex(COOKIE_NAME, 'must be 1 to 64 characters that a cookie name may have')
        .default('refresh-token')
        .describe('name of the refresh cookie'),
      SESSION_COOKIE_SAME_SITE: z
        .enum(['None', 'Lax', 'Strict'])
        .default('None')
        .describe('None, Lax or Strict; None where the front end is on another site'),
      SESSION_COOKIE_SECURE: z
        .enum(['true', 'false'])
        .default('true')
        .describe('whether browsers keep the refresh cookie to https; false: for trials only'),
      SESSION_JWT_ISSUER: z
        .string()
        .max(255)
        .optional()
        .describe('claim iss of session tokens; unset: the base URL'),
      SESSION_JWT_AUDIENCE: z
        .string()
        .max(255)
        .optional()
        .describe('claim aud of session tokens; unset: the base URL'),
    })
    .superRefine((fields, context) => {
      const problem = cookieProblem(fields);
      if (problem) context.addIssue({ code: 'custom', path: [problem[0]], message: problem[1] });
    }),
  (fields): SessionSettings => ({
    accessLifetimeSeconds: fields.SESSION_ACCESS_LIFETIME_SECONDS,
    idleSeconds: fields.SESSION_IDLE_SECONDS,
    absoluteSeconds: fields.SESSION_ABSOLUTE_SECONDS,
    graceSeconds: fields.SESSION_REFRESH_GRACE_SECONDS,
    maxPerUser: fields.SESSION_MAX_PER_USER,
    cookie: {
      name: fields.SESSION_COOKIE_NAME,
      sameSite: fields.SESSION_COOKIE_SAME_SITE,
      secure: fields.SESSION_COOKIE_SECURE === 'true',
    },
    issuer: fields.SESSION_JWT_ISSUER ?? publicUrl(fields),
    audience: fields.SESSION_JWT_AUDIENCE ?? publicUrl(fields),
    given: {
      issuer: fields.SESSION_JWT_ISSUER ?? givenUrl(fields),
      audience: fields.SESSION_JWT_AUDIENCE ?? givenUrl(fields),
    },
  }),
);

interface CookieFields {
  readonly SESSION_COOKIE_NAME: string;
  readonly SESSION_COOKIE_SAME_SITE: string;
  readonly SESSION_COOKIE_SECURE: string;
}

/** @returns The setting that browsers would not accept, or that would give the cookie away. */
function cookieProblem(fields: CookieFields): [setting: string, problem: string] | undefined {
  const secure = fields.SESSION_COOKIE_SECURE === 'true';
  if (!secure && installationFields(fields).NODE_ENV === 'production')
    return ['SESSION_COOKIE_SECURE', 'must be true in production'];
  if (!secure && fields.SESSION_COOKIE_SAME_SITE === 'None')
    return ['SESSION_COOKIE_SAME_SITE', 'None needs SESSION_COOKIE_SECURE=true'];
  const name = fields.SESSION_COOKIE_NAME.toLowerCase();
  if (name.startsWith('__host-'))
    return ['SESSION_COOKIE_NAME', 'the prefix __Host- needs another path; use __Secure-'];
  if (!secure && name.startsWith('__secure-'))
    return ['SESSION_COOKIE_NAME', 'the prefix __Secure- needs SESSION_COOKIE_SECURE=true'];
  return undefined;
}
