import type { SecondFactorProof } from '../../contract/index.js';
import {
  positiveIdFrom,
  requiredTexts,
  textParameter,
  uncastParameter,
  type RequestHeaders,
} from '../webapi/index.js';
import { USER_TYPES, type UserType } from './accounts.js';
import { SessionFieldError } from './errors.js';
import type { Credentials } from './sign-in-gate.js';

/** The part of a request that the routes below `/auth` look at. */
export type SessionRequest = RequestHeaders;

/** Room for a user name and two passwords of the longest kind, and no more. */
export const BODY_BYTES = 8_192;

/** Reads the body of `POST /auth/login`. @throws {DomainError} Naming what will not do. */
export function credentialsFrom(body: unknown): Credentials {
  const { username, password } = requiredTexts(body, 'username', 'password');
  const userType = textParameter(body, 'userType') || 'admin';
  if (!Object.hasOwn(USER_TYPES, userType))
    throw new SessionFieldError('userType', 'admin or customer');
  return {
    username,
    password,
    proof: proofFrom(body),
    userType: userType as UserType,
  };
}

/** @throws {WrongTypeError} For a code that is no text: a number has lost its leading zeros. */
export const proofFrom = (body: unknown): SecondFactorProof => ({
  otp: uncastParameter(body, 'otp') || undefined,
  publicKeyCredentialJson: uncastParameter(body, 'publicKeyCredentialJson') || undefined,
});

/** @throws {SessionFieldError} For anything but the number of an account. */
export function idFrom(body: unknown, name: string): number {
  const { [name]: text = '' } = requiredTexts(body, name);
  const id = positiveIdFrom(text);
  if (id === undefined) throw new SessionFieldError(name, 'a positive whole number');
  return id;
}
