import { z } from 'zod';
import type { NumericDate } from '../../contract/index.js';
import { AdminFieldError } from './errors.js';
import { isAcceptableUsername } from './username.js';

/** An account to be made. */
export interface NewAdmin {
  readonly username: string;
  readonly email: string;
  /** A role's name, or `all`; without one the account cannot sign in. */
  readonly role: string | undefined;
  /** When the account ends; by default never. */
  readonly expiresAt?: NumericDate | null;
}

const Email = z.email().max(255);

/** @throws {AdminFieldError} Naming the first field that is not acceptable. */
export function checkNewAdmin({ username, email }: NewAdmin): void {
  if (!isAcceptableUsername(username))
    throw new AdminFieldError(
      'user name',
      '1 to 255 visible characters, without space around them',
    );
  checkEmail(email);
}

/** @throws {AdminFieldError} */
export function checkEmail(email: string): void {
  if (!Email.safeParse(email).success)
    throw new AdminFieldError('e-mail address', 'an e-mail address of at most 255 characters');
}
