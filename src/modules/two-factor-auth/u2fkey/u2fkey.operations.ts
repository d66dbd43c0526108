import { z } from 'zod';
import type { OperationDescription } from '../../webapi/index.js';
import {
  InvalidKeyError,
  KeyDataError,
  KeyPromptError,
  KeyRegistrationError,
} from './key-errors.js';
import {
  CREDENTIALS,
  CREDENTIALS_EXAMPLE,
  operationError,
  SIGN_IN_ERRORS,
  TFA_TOKEN,
  TFA_TOKEN_ERRORS,
  TFA_TOKEN_EXAMPLE,
  TOKEN_EXAMPLE,
} from '../operation-parts.js';

const Options = z.object({
  credential_request_options_json: z.string().describe('options for the browser, as JSON'),
});
const KEY_JSON = z.string().describe('answer of the browser, as JSON; bytes as base64');
const KEY_EXAMPLE = '{"id":"...","response":{"clientDataJSON":"..."}}';
const WRONG_KEY = operationError(
  400,
  'The answer proves nothing; it counts towards the lock.',
  new InvalidKeyError(),
);

/** `POST /V1/tfa/provider/u2fkey/configure` */
export const CONFIGURE_KEY: OperationDescription = {
  summary: 'Begin the enrolment of a security key',
  body: z.object({ tfaToken: TFA_TOKEN }),
  bodyExample: { tfaToken: TFA_TOKEN_EXAMPLE },
  answer: Options,
  answerExample: { credential_request_options_json: '{"publicKey":{}}' },
  errors: TFA_TOKEN_ERRORS,
};

/** `POST /V1/tfa/provider/u2fkey/activate` */
export const ACTIVATE_KEY: OperationDescription = {
  summary: 'End the enrolment of a security key with its answer',
  body: z.object({
    tfaToken: TFA_TOKEN,
    publicKeyCredentialJson: KEY_JSON,
    name: z.string().max(64).optional().describe('what its owner calls the key'),
  }),
  bodyExample: { tfaToken: TFA_TOKEN_EXAMPLE, publicKeyCredentialJson: KEY_EXAMPLE },
  answer: z.array(z.never()),
  answerExample: [],
  errors: [
    ...TFA_TOKEN_ERRORS,
    operationError(400, 'Nothing was asked of a key.', new KeyRegistrationError()),
    operationError(400, 'The answer is none.', new KeyDataError()),
    WRONG_KEY,
  ],
};

/** `POST /V1/tfa/provider/u2fkey/authentication-challenge` */
export const PROMPT_KEY: OperationDescription = {
  summary: 'Ask a security key for a proof',
  description: '`tfaToken` in place of name and password is for the first recovery codes.',
  body: CREDENTIALS.partial().extend({ tfaToken: TFA_TOKEN.optional() }),
  bodyExample: CREDENTIALS_EXAMPLE,
  answer: Options,
  answerExample: { credential_request_options_json: '{"credentialRequestOptions":{}}' },
  errors: SIGN_IN_ERRORS,
};

/** `POST /V1/tfa/provider/u2fkey/verify` */
export const VERIFY_KEY: OperationDescription = {
  summary: 'Exchange name, password and the proof of a key for a token',
  body: CREDENTIALS.extend({ publicKeyCredentialJson: KEY_JSON }),
  bodyExample: { ...CREDENTIALS_EXAMPLE, publicKeyCredentialJson: KEY_EXAMPLE },
  answer: z.string(),
  answerExample: TOKEN_EXAMPLE,
  errors: [
    ...SIGN_IN_ERRORS,
    operationError(400, 'Nothing was asked of the key.', new KeyPromptError()),
    WRONG_KEY,
  ],
};
