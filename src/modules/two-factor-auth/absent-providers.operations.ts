import { z } from 'zod';
import type { OperationDescription } from '../webapi/index.js';
import {
  CREDENTIALS,
  CREDENTIALS_EXAMPLE,
  NOT_ALLOWED,
  SIGN_IN_ERRORS,
  TFA_TOKEN,
  TFA_TOKEN_ERRORS,
  TFA_TOKEN_EXAMPLE,
} from './operation-parts.js';

const never = { answer: z.array(z.never()), answerExample: [] };

/** Enrolling with Authy and Duo Security */
export const ABSENT_ENROLMENT: OperationDescription = {
  summary: 'Say that a provider cannot be used here',
  body: z.object({ tfaToken: TFA_TOKEN }),
  bodyExample: { tfaToken: TFA_TOKEN_EXAMPLE },
  ...never,
  errors: [TFA_TOKEN_ERRORS[0]!, NOT_ALLOWED],
};

/** Signing in with Authy and Duo Security */
export const ABSENT_SIGN_IN: OperationDescription = {
  summary: 'Say that nobody signs in with this provider here',
  body: CREDENTIALS,
  bodyExample: CREDENTIALS_EXAMPLE,
  ...never,
  errors: [SIGN_IN_ERRORS[0]!, NOT_ALLOWED],
};
