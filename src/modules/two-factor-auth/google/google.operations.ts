import { z } from 'zod';
import type { OperationDescription } from '../../webapi/index.js';
import {
  CREDENTIALS,
  CREDENTIALS_EXAMPLE,
  OTP,
  SIGN_IN_ERRORS,
  TFA_TOKEN,
  TFA_TOKEN_ERRORS,
  TFA_TOKEN_EXAMPLE,
  TOKEN_EXAMPLE,
  WRONG_CODE,
} from '../operation-parts.js';

/** `POST /V1/tfa/provider/google/configure` */
export const CONFIGURE: OperationDescription = {
  summary: 'Begin the enrolment of an authenticator app',
  description:
    'The answer stays the same until the enrolment is over, or begins with a newer token.',
  body: z.object({ tfaToken: TFA_TOKEN }),
  bodyExample: { tfaToken: TFA_TOKEN_EXAMPLE },
  answer: z.object({
    qr_code_base64: z.string().describe('PNG picture of the otpauth URI, base64'),
    secret_code: z.string().describe('160 bits, base32'),
  }),
  answerExample: {
    qr_code_base64: 'iVBORw0KGgo=',
    secret_code: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  },
  errors: TFA_TOKEN_ERRORS,
};

/** `POST /V1/tfa/provider/google/activate` */
export const ACTIVATE: OperationDescription = {
  summary: 'End the enrolment of an authenticator app with a code of it',
  body: z.object({ tfaToken: TFA_TOKEN, otp: OTP }),
  bodyExample: { tfaToken: TFA_TOKEN_EXAMPLE, otp: '123456' },
  answer: z.array(z.never()),
  answerExample: [],
  errors: [...TFA_TOKEN_ERRORS, WRONG_CODE],
};

/** `POST /V1/tfa/provider/google/authenticate` */
export const AUTHENTICATE: OperationDescription = {
  summary: 'Exchange name, password and one-time code for a token',
  body: CREDENTIALS.extend({ otp: OTP }),
  bodyExample: { ...CREDENTIALS_EXAMPLE, otp: '123456' },
  answer: z.string(),
  answerExample: TOKEN_EXAMPLE,
  errors: [...SIGN_IN_ERRORS, WRONG_CODE],
};
