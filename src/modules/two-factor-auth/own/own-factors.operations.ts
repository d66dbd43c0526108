import { z } from 'zod';
import type { OperationDescription } from '../../webapi/index.js';
import { RecoveryCodesShownError } from '../errors.js';
import { KeyUnknownError } from '../u2fkey/key-errors.js';
import {
  CREDENTIALS,
  CREDENTIALS_EXAMPLE,
  operationError,
  OTP,
  SIGN_IN_ERRORS,
  TFA_TOKEN,
  TFA_TOKEN_EXAMPLE,
  WRONG_CODE,
} from '../operation-parts.js';

const PROOF = z.object({
  otp: OTP.optional(),
  publicKeyCredentialJson: z.string().optional().describe('in place of the code'),
});

/** `POST /V1/tfa/recovery-codes` */
export const RECOVERY_CODES: OperationDescription = {
  summary: 'Make ten recovery codes in place of all there were',
  description:
    'They are shown this once. With `tfaToken` in place of name and password only as long as there have never been any.',
  body: CREDENTIALS.partial().extend({ ...PROOF.shape, tfaToken: TFA_TOKEN.optional() }),
  bodyExample: { ...CREDENTIALS_EXAMPLE, otp: '123456' },
  answer: z.array(z.string()),
  answerExample: ['abcd-efgh-ijkl-mnop'],
  errors: [
    SIGN_IN_ERRORS[0]!,
    WRONG_CODE,
    operationError(400, 'There have been codes before.', new RecoveryCodesShownError()),
  ],
};

/** `POST /V1/tfa/add-factor` */
export const ADD_FACTOR: OperationDescription = {
  summary: 'Begin to add a factor to those one has',
  description:
    'The token is good for `configure` and `activate` of a provider, as that of the mail is, and for further security keys.',
  body: CREDENTIALS.extend(PROOF.shape),
  bodyExample: { ...CREDENTIALS_EXAMPLE, otp: '123456' },
  answer: z.object({ tfa_token: TFA_TOKEN, expires_in: z.int().describe('seconds') }),
  answerExample: { tfa_token: TFA_TOKEN_EXAMPLE, expires_in: 600 },
  errors: [SIGN_IN_ERRORS[0]!, WRONG_CODE],
};

/** `POST /V1/tfa/remove-factor` */
export const REMOVE_FACTOR: OperationDescription = {
  summary: 'Remove a factor of one’s own',
  body: CREDENTIALS.extend({
    ...PROOF.shape,
    providerCode: z.enum(['google', 'u2fkey']),
    keyId: z.string().optional().describe('of the one security key to be removed; all if missing'),
  }),
  bodyExample: { ...CREDENTIALS_EXAMPLE, otp: '123456', providerCode: 'google' },
  answer: z.literal(true),
  answerExample: true,
  errors: [
    ...SIGN_IN_ERRORS,
    WRONG_CODE,
    operationError(404, 'There is no such security key.', new KeyUnknownError()),
  ],
};
