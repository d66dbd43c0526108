import { RoleFieldError } from './errors.js';

/** Name by which commands call the role that allows everything, whatever it is called. */
export const ALL = 'all';

/** Not control, format (zero width, direction), surrogate or private-use characters. */
const VISIBLE = /^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u;

/**
 * The one spelling of a role's name: Unicode NFC. Two names are one if they are equal then, to the
 * letter; `Editors` and `editors` are two roles on every database.
 */
export const roleKey = (name: string): string => name.normalize('NFC');

/** @returns The name as it is kept. @throws {RoleFieldError} When it will not do. */
export function newRoleName(name: string): string {
  const key = roleKey(name);
  if (!VISIBLE.test(key) || key !== key.trim())
    throw new RoleFieldError('role name', '1 to 64 visible characters, without space around them');
  if (key.toLowerCase() === ALL)
    throw new RoleFieldError(
      'role name',
      `another than "${ALL}", which names what allows everything`,
    );
  return key;
}
