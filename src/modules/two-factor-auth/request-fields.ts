import type { SecondFactorProof } from '../../contract/index.js';
import {
  InputErrors,
  RequiredFieldError,
  textParameter,
  uncastParameter,
} from '../webapi/index.js';

/** A name and a password as they were sent. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Reads secrets that must be there. An empty one is there, and wrong.
 *
 * @throws {RequiredFieldError} When one is missing or null.
 * @throws {InputErrors} When several are.
 * @throws {WrongTypeError} For anything else than a text: a number has lost its leading zeros.
 */
export function secretsFrom<Name extends string>(
  body: unknown,
  ...names: readonly Name[]
): Record<Name, string> {
  const secrets = names.map((name) => [name, uncastParameter(body, name)] as const);
  refuseMissing(secrets.filter(([, secret]) => secret === undefined).map(([name]) => name));
  return Object.fromEntries(secrets) as Record<Name, string>;
}

/** Reads a name and a password, neither of them empty, and secrets beside them. */
export function credentialsFrom<Name extends string>(
  body: unknown,
  ...names: readonly Name[]
): Credentials & Record<Name, string> {
  const username = textParameter(body, 'username');
  const password = textParameter(body, 'password');
  const missing = names.filter((name) => uncastParameter(body, name) === undefined);
  refuseMissing([
    ...(username === '' ? ['username'] : []),
    ...(password === '' ? ['password'] : []),
    ...missing,
  ]);
  return { ...secretsFrom(body, ...names), username, password };
}

/**
 * Reads a text that must be there, as Magento does: an empty one is there, and a number is cast.
 *
 * @throws {RequiredFieldError} When it is missing or null. @throws {WrongTypeError}
 */
export function textFrom(body: unknown, name: string): string {
  const text = textParameter(body, name);
  return text === '' ? secretsFrom(body, name)[name]! : text;
}

/** Reads a code, or the answer of a security key. @throws {RequiredFieldError} When there is neither. */
export function proofFrom(body: unknown): SecondFactorProof {
  const otp = uncastParameter(body, 'otp');
  const publicKeyCredentialJson = uncastParameter(body, 'publicKeyCredentialJson');
  if (otp === undefined && publicKeyCredentialJson === undefined)
    throw new RequiredFieldError('otp');
  return { otp, publicKeyCredentialJson };
}

const MAX_NAME_CHARACTERS = 64;

/** Reads what somebody calls a security key; cut off where it is too long to be read. */
export const keyNameFrom = (body: unknown): string =>
  Array.from(
    textParameter(body, 'name')
      .replaceAll(/\p{Cc}/gu, '')
      .trim(),
  )
    .slice(0, MAX_NAME_CHARACTERS)
    .join('');

function refuseMissing(names: readonly string[]): void {
  if (names.length === 1) throw new RequiredFieldError(names[0]!);
  if (names.length > 1) throw new InputErrors(names.map((name) => new RequiredFieldError(name)));
}
