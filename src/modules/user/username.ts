import { signInKey } from '../../contract/index.js';

/** Longest user name, in characters. */
export const MAX_USERNAME_LENGTH = 255;

/** @returns Whether a name may be given to an account: visible, and not padded by space. */
export const isAcceptableUsername = (username: string): boolean =>
  username.length <= MAX_USERNAME_LENGTH &&
  // A few letters are two in lower case, and what it is looked up by has a column as long.
  signInKey(username).length <= MAX_USERNAME_LENGTH &&
  username === username.trim() &&
  // Control, format (zero width, direction), surrogate and private-use characters deceive readers.
  /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(username);
