import type { OnApplicationShutdown } from '@nestjs/common';
import { HashThreads } from './hash-threads.js';
import type { PasswordCheck } from './password-check.js';
import { PasswordHashingBusyError } from './password-hashing-busy-error.js';
import type { PasswordHashingSettings } from './password-hashing-settings.js';
import { MAX_PASSWORD_CHARACTERS, PasswordTooLongError } from './password-too-long-error.js';

/**
 * The one place where passwords meet hashes.
 *
 * Every answer but a match costs at least one argon2id hash of today's parameters, whether the
 * user exists or not and whatever form the stored hash has: otherwise the time would tell who has
 * an account, and which ones still have an old hash. A match of an old hash is evened out by the
 * rehash that follows it. What costs more than today's hash (bcrypt from cost 7, Magento's 64 MiB)
 * stays recognisable until its owner has signed in once.
 */
export class PasswordHasher implements OnApplicationShutdown {
  private readonly threads: HashThreads;

  constructor(settings: PasswordHashingSettings) {
    this.threads = new HashThreads(settings, (options) => new PasswordHashingBusyError(options));
  }

  onApplicationShutdown(): void {
    this.threads.end();
  }

  /** @throws {PasswordHashingBusyError} When a password that came now would be turned away. */
  checkRoom(): void {
    this.threads.checkRoom();
  }

  /**
   * @returns A PHC string with a random salt of 16 bytes.
   * @throws PasswordTooLongError, PasswordHashingBusyError
   */
  async hash(password: string): Promise<string> {
    if (isTooLong(password)) throw new PasswordTooLongError();
    return this.threads.run('hash', password);
  }

  /**
   * The same in place of an outdated hash: a queue that is full just now is no reason to refuse a
   * right password.
   *
   * @returns `undefined` when there was no room; the next sign-in tries again.
   */
  async renew(password: string): Promise<string | undefined> {
    try {
      return await this.hash(password);
    } catch (error) {
      if (error instanceof PasswordHashingBusyError) return undefined;
      throw error;
    }
  }

  /**
   * A password beyond the limit is refused without any work: that answer is the same for everyone.
   *
   * @param stored As found in the database; malformed text is an answer here and no error.
   * @throws PasswordHashingBusyError
   */
  async verify(stored: string, password: string): Promise<PasswordCheck> {
    if (isTooLong(password)) return { matches: false, outdated: false };
    return this.threads.run('verify', stored, password);
  }

  /**
   * For a user that does not exist: takes as long as {@link verify} with a wrong password.
   *
   * @throws PasswordHashingBusyError
   */
  async verifyNobody(password: string): Promise<void> {
    if (isTooLong(password)) return;
    await this.threads.run('verifyNobody', password);
  }
}

function isTooLong(password: string): boolean {
  return password.length > MAX_PASSWORD_CHARACTERS;
}
