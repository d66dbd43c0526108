import { InputErrors, RequiredFieldError, textParameter } from '../webapi/index.js';

/** A change of password as it was asked for. */
export interface SubmittedPasswords {
  readonly current: string;
  readonly next: string;
}

/**
 * Reads `currentPassword` and `newPassword`, or the same in snake case.
 *
 * @throws {RequiredFieldError} When one is missing, null or empty.
 * @throws {InputErrors} When both are.
 * @throws {WrongTypeError} For an array or an object.
 */
export function submittedPasswords(body: unknown): SubmittedPasswords {
  const current = textParameter(body, 'currentPassword') || textParameter(body, 'current_password');
  const next = textParameter(body, 'newPassword') || textParameter(body, 'new_password');
  const missing = Object.entries({ currentPassword: current, newPassword: next })
    .filter(([, value]) => value === '')
    .map(([name]) => new RequiredFieldError(name));
  if (missing.length > 1) throw new InputErrors(missing);
  if (missing[0]) throw missing[0];
  return { current, next };
}
