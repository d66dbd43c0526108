import { z } from 'zod';
import { SignInFailedError } from '../../contract/index.js';
import { statusOf, type OperationDescription, type OperationError } from '../webapi/index.js';
import {
  ImpersonationRestrictedError,
  OriginNotAllowedError,
  RefreshTokenGoneError,
  RefreshTokenMissingError,
  UnknownAccountError,
  UnknownSessionError,
} from './errors.js';

const Tokens = z.object({
  token: z.string().describe('access token, for `Authorization: Bearer`'),
  expiresIn: z.int().describe('seconds the access token lives'),
});
const Begun = Tokens.extend({
  user: z.object({
    id: z.int(),
    type: z.enum(['admin', 'customer']),
    username: z.string(),
    email: z.string(),
  }),
});
const Done = z.object({ status: z.literal('ok') });
/** Whoever has a second factor sends one of the two, where two-factor-auth is on. */
const proof = {
  otp: z.string().optional().describe('one-time code, where two-factor-auth is on'),
  publicKeyCredentialJson: z
    .string()
    .optional()
    .describe('answer of a security key, in the place of `otp`'),
};
const deviceName = z.string().optional().describe('what the list of devices calls this one');

const TOKENS = { token: '8fvwz6k3kfy1q0h7m2c9x4b5n1d0s3ta', expiresIn: 300 };
const ADA = { id: 7, type: 'customer', username: 'ada@example.com', email: 'ada@example.com' };
const COOKIE = 'The answer sets the refresh cookie, which no script can read.';

type Failure = new () => Error & Parameters<typeof statusOf>[0];

function refusal(type: Failure, when: string): OperationError {
  const error = new type();
  return { status: statusOf(error), when, example: { message: error.message } };
}

const WRONG = refusal(SignInFailedError, 'Name or password are wrong, or the account is off.');
const FOREIGN = refusal(OriginNotAllowedError, 'A page of another origin calls.');
const ACTING = refusal(ImpersonationRestrictedError, 'The caller acts for somebody else.');

/** `POST /auth/login` */
export const BEGIN_SESSION: OperationDescription = {
  summary: 'Sign in and begin a session',
  description: `${COOKIE} A 401 whose parameters have active_providers wants a second factor.`,
  body: z.object({
    username: z.string().max(255),
    password: z.string().max(1_024),
    userType: z.enum(['admin', 'customer']).optional().describe('default: admin'),
    ...proof,
    deviceName,
  }),
  bodyExample: {
    username: 'ada@example.com',
    password: 'correct horse battery staple',
    userType: 'customer',
  },
  answer: Begun,
  answerExample: { user: ADA, ...TOKENS },
  errors: [WRONG, FOREIGN],
};

/** `POST /auth/impersonate` */
export const ACT_FOR_CUSTOMER: OperationDescription = {
  summary: 'Begin a session in a customer’s name',
  description: COOKIE,
  body: z.object({ customerId: z.int(), deviceName }),
  bodyExample: { customerId: 7 },
  answer: Begun,
  answerExample: { user: ADA, ...TOKENS },
  errors: [refusal(UnknownAccountError, 'There is no such customer.'), FOREIGN],
};

/** `POST /auth/refresh-token` */
export const RENEW_SESSION: OperationDescription = {
  summary: 'Exchange the refresh cookie for a new access token and a new cookie',
  answer: Done.extend(Tokens.shape),
  answerExample: { status: 'ok', ...TOKENS },
  errors: [
    refusal(RefreshTokenMissingError, 'There is no refresh cookie, or there are two.'),
    refusal(RefreshTokenGoneError, 'The session has ended; final.'),
    FOREIGN,
  ],
};

/** `DELETE /auth/refresh-token` */
export const SIGN_OUT: OperationDescription = {
  summary: 'Sign this device out',
  answer: Done,
  answerExample: { status: 'ok' },
  errors: [FOREIGN],
};

/** `GET /auth/sessions` */
export const LIST_SESSIONS: OperationDescription = {
  summary: 'List where the caller is signed in',
  answer: z.array(
    z.object({
      id: z.string(),
      deviceName: z.string(),
      browser: z.string().nullable(),
      os: z.string().nullable(),
      deviceType: z.string().nullable().describe('desktop, mobile, tablet, tv or bot'),
      ip: z.string(),
      createdAt: z.string().describe('ISO 8601, UTC; so are the others'),
      lastUsedAt: z.string(),
      expiresAt: z.string(),
      current: z.boolean(),
      impersonatedBy: z.object({ id: z.int(), username: z.string() }).nullable(),
    }),
  ),
  answerExample: [
    {
      id: 'q8sYw1bC0dXvTz5mJ4nR2A',
      deviceName: '',
      browser: 'Firefox 131',
      os: 'Linux',
      deviceType: 'desktop',
      ip: '203.0.113.7',
      createdAt: '2026-01-31T09:15:00Z',
      lastUsedAt: '2026-01-31T09:20:00Z',
      expiresAt: '2026-03-02T09:20:00Z',
      current: true,
      impersonatedBy: null,
    },
  ],
};

/** `DELETE /auth/sessions/{id}` */
export const END_SESSION: OperationDescription = {
  summary: 'End one of the caller’s sessions',
  answer: Done,
  answerExample: { status: 'ok' },
  errors: [
    refusal(UnknownSessionError, 'There is no such session, or it is somebody else’s.'),
    ACTING,
  ],
};

/** `DELETE /auth/sessions` */
export const END_OTHER_SESSIONS: OperationDescription = {
  summary: 'End all of the caller’s sessions but the one that asks',
  answer: Done.extend({ ended: z.int() }),
  answerExample: { status: 'ok', ended: 2 },
  errors: [ACTING],
};

/** `PUT /auth/password` */
export const CHANGE_PASSWORD: OperationDescription = {
  summary: 'Change the caller’s password',
  description: `Ends every other session and token of the caller. ${COOKIE}`,
  body: z.object({
    currentPassword: z.string(),
    newPassword: z.string().max(1_024),
    ...proof,
    deviceName,
  }),
  bodyExample: { currentPassword: 'correct horse battery staple', newPassword: 'a better one yet' },
  answer: Done.extend(Tokens.shape),
  answerExample: { status: 'ok', ...TOKENS },
  errors: [WRONG, FOREIGN, ACTING],
};
