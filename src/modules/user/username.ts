/** Longest user name, in characters. */
export const MAX_USERNAME_LENGTH = 255;

/**
 * The one normalisation of user names: Unicode NFC and lower case, as Magento's database compares
 * without case. Two names with the same key are one user; no other two are, whatever the
 * database's collation thinks of accents and spaces.
 */
export const usernameKey = (username: string): string => username.normalize('NFC').toLowerCase();

/** @returns Whether a name may be given to an account: visible, and not padded by space. */
export const isAcceptableUsername = (username: string): boolean =>
  username.length <= MAX_USERNAME_LENGTH &&
  username === username.trim() &&
  // Control, format (zero width, direction), surrogate and private-use characters deceive readers.
  /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(username);
