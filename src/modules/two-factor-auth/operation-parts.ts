import { z } from 'zod';
import { SignInFailedError, type DomainError } from '../../contract/index.js';
import type { OperationError } from '../webapi/index.js';
import {
  EnrolmentTokenError,
  InvalidCodeError,
  ProviderConfiguredError,
  ProviderNotAllowedError,
  ProviderNotConfiguredError,
} from './errors.js';

const failure = (status: number, when: string, { message, parameters }: DomainError) => ({
  status,
  when,
  example: { message, ...(Object.keys(parameters).length > 0 && { parameters }) },
});

/** Pieces of the descriptions of this module's routes. */
export const TFA_TOKEN = z.string().describe('token of the enrolment mail');
export const OTP = z.string().describe('one-time code, or a recovery code');
export const CREDENTIALS = z.object({
  username: z.string().max(255),
  password: z.string().max(1_024),
});
export const CREDENTIALS_EXAMPLE = { username: 'admin', password: 'correct horse battery staple' };
export const TOKEN_EXAMPLE = '8fvwz6k3kfy1q0h7m2c9x4b5n1d0s3ta';
export const TFA_TOKEN_EXAMPLE = 'eyJ1c2VyX2lkIjoxLC4uLn0uTURBdw==';

export const NOT_ALLOWED = failure(
  400,
  'The provider is not among the forced ones, or cannot be used here.',
  new ProviderNotAllowedError(),
);

/** Of the routes that take the token of the mail, in the order of their checks. */
export const TFA_TOKEN_ERRORS: readonly OperationError[] = [
  failure(401, 'The token is forged, expired or outdated.', new EnrolmentTokenError()),
  NOT_ALLOWED,
  failure(400, 'The provider is active already.', new ProviderConfiguredError()),
];

/** Of the routes that sign in, in the order of their checks. */
export const SIGN_IN_ERRORS: readonly OperationError[] = [
  failure(
    401,
    'Name or password are wrong, or the account is off or locked.',
    new SignInFailedError(),
  ),
  NOT_ALLOWED,
  failure(400, 'The user has not enrolled.', new ProviderNotConfiguredError()),
];

export const WRONG_CODE = failure(
  401,
  'The code is wrong or was used; it counts towards the lock.',
  new InvalidCodeError(),
);

export { failure as operationError };
