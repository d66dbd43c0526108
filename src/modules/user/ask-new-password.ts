import type { ConsoleOptions, Terminal } from '../../contract/index.js';
import { AdminFieldError } from './errors.js';
import { checkNewPassword, type FieldError } from './new-password.js';

/** The option that commands which set a password share. There is none that takes the password. */
export const PASSWORD_STDIN = [
  '--password-stdin',
  'read the password from standard input instead of asking for it',
] as const;

/**
 * @param Refused The error for a password that will not do.
 * @returns A new password, typed twice or read.
 * @throws {DomainError} The error given.
 */
export async function askNewPassword(
  { passwordStdin }: ConsoleOptions,
  terminal: Terminal,
  Refused: FieldError = AdminFieldError,
): Promise<string> {
  const password = passwordStdin
    ? (await terminal.readInput()).replace(/\r?\n$/, '')
    : await terminal.askSecret('New password: ', '--password-stdin');
  checkNewPassword(password, Refused);
  if (!passwordStdin && (await terminal.askSecret('Again: ')) !== password)
    throw new Refused('second password', 'the same as the first');
  return password;
}
