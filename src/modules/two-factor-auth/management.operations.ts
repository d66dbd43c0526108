import { z } from 'zod';
import type { OperationDescription } from '../webapi/index.js';
import { EnrolmentTokenError, UserProviderError } from './errors.js';
import { operationError, TFA_TOKEN } from './operation-parts.js';
import { providerData, TFA_PROVIDERS } from './tfa-provider.js';

const Provider = z.object({
  enabled: z.boolean(),
  engine: z.object({ enabled: z.boolean() }),
  code: z.enum(['google', 'duo_security', 'authy', 'u2fkey']),
  name: z.string(),
  icon: z.string(),
  reset_allowed: z.boolean(),
  configure_action: z.string(),
  auth_action: z.string(),
  extra_actions: z.array(z.string()),
});

const list = (summary: string): OperationDescription => ({
  summary,
  answer: z.array(Provider),
  answerExample: [providerData(TFA_PROVIDERS[0]!)],
});

const UNKNOWN = operationError(
  404,
  'A code is none of the forced providers.',
  new UserProviderError('sms'),
);

/** `GET /V1/tfa/installed-providers` */
export const LIST_INSTALLED = list('List all providers, those that cannot be used included');
/** `GET /V1/tfa/forced-providers` */
export const LIST_FORCED = list('List the providers that everyone must have');
/** `GET /V1/tfa/user-providers/{userId}` */
export const LIST_OF_USER = list('List the providers that apply to an administrator');
/** `GET /V1/tfa/providers-to-activate/{userId}` */
export const LIST_TO_ACTIVATE = list('List the providers an administrator has still to enrol with');

/** `GET /V1/tfa/default-provider-code/{userId}` */
export const READ_DEFAULT: OperationDescription = {
  summary: 'Read which provider an administrator prefers',
  answer: z.string().describe('empty when none was set'),
  answerExample: 'google',
};

/** `PUT /V1/tfa/default-provider-code/{userId}` */
export const SET_DEFAULT: OperationDescription = {
  summary: 'Set which provider an administrator prefers',
  body: z.object({ providerCode: z.string() }),
  bodyExample: { providerCode: 'google' },
  answer: z.literal(true),
  answerExample: true,
  errors: [UNKNOWN],
};

/** `PUT /V1/tfa/user-providers/{userId}` */
export const SET_OF_USER: OperationDescription = {
  summary: 'Note providers of an administrator',
  description: 'Kept as it is, and of no effect: the forced providers apply to everyone.',
  body: z.object({ providersCodes: z.string().describe('separated by commas') }),
  bodyExample: { providersCodes: 'google,u2fkey' },
  answer: z.literal(true),
  answerExample: true,
  errors: [UNKNOWN],
};

const ofTfaToken = (summary: string): OperationDescription => ({
  ...list(summary),
  query: z.object({ tfaToken: TFA_TOKEN }),
  errors: [operationError(401, 'The token is no good.', new EnrolmentTokenError('Invalid token.'))],
});

/** `GET /V1/tfa/tfat-user-providers` */
export const LIST_OF_TOKEN = ofTfaToken('List the providers of whoever holds an enrolment token');
/** `GET /V1/tfa/tfat-providers-to-activate` */
export const LIST_OF_TOKEN_TO_ACTIVATE = ofTfaToken(
  'List the providers that the holder of an enrolment token has still to enrol with',
);
