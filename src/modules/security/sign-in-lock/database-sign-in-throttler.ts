import { Injectable, Logger } from '@nestjs/common';
import {
  DomainError,
  SignInFailedError,
  SignInThrottler,
  UnavailableError,
  type SignInName,
} from '../../../contract/index.js';
import { Database } from '../../../persistence/index.js';
import { SignInUncountedError } from '../errors.js';
import { SignInNotes } from './sign-in-notes.js';
import { lockKey, SignInPlaces, type Place } from './sign-in-places.js';
import { SignInQueue } from './sign-in-queue.js';

/** No account has a longer name: there is nothing to guess, and nothing to count. */
const MAX_NAME_LENGTH = 255;

/**
 * Counts failures in the database, so that all processes count together. What a successful attempt
 * writes, and that it succeeded, is one transaction; see `docs/adr/0014`.
 */
@Injectable()
export class DatabaseSignInThrottler extends SignInThrottler {
  private readonly logger = new Logger('security');

  constructor(
    private readonly database: Database,
    private readonly queue: SignInQueue,
    private readonly places: SignInPlaces,
    private readonly notes: SignInNotes,
  ) {
    super();
  }

  /** @throws {Error} In a transaction that has begun, which could roll back the failure with it. */
  override attempt<T>(who: SignInName, check: () => Promise<T>): Promise<T> {
    return this.database.apart(() =>
      this.places.max === 0 || who.name.length > MAX_NAME_LENGTH
        ? this.uncounted(who, check)
        : this.counted(who, check),
    );
  }

  override unlock(who: SignInName): Promise<boolean> {
    return this.places.unlock(lockKey(who));
  }

  private async uncounted<T>(who: SignInName, check: () => Promise<T>): Promise<T> {
    try {
      return await this.database.lateTransaction(check);
    } catch (error) {
      await this.notes.failed(who, error);
      throw error;
    }
  }

  private async counted<T>(who: SignInName, check: () => Promise<T>): Promise<T> {
    const place = await this.enter(who);
    try {
      return await this.database.lateTransaction(async () => {
        const result = await check();
        await this.places.succeed(place);
        return result;
      });
    } catch (error) {
      const locked = await this.settle(place, error);
      await this.notes.failed(who, error);
      if (locked) await this.notes.locked(who);
      throw error;
    } finally {
      this.queue.leave(place);
    }
  }

  private async enter(who: SignInName): Promise<Place> {
    try {
      return await this.queue.enter(who);
    } catch (error) {
      throw error instanceof DomainError ? error : new SignInUncountedError({ cause: error });
    }
  }

  /** @returns Whether the failure locks the name. @throws {UnavailableError} */
  private async settle(place: Place, error: unknown): Promise<boolean> {
    try {
      if (error instanceof SignInFailedError) return await this.places.fail(place);
      await this.places.release(place);
    } catch (cause) {
      if (error instanceof SignInFailedError)
        throw cause instanceof UnavailableError ? cause : new SignInUncountedError({ cause });
      // Its lease gives it back.
      this.logger.warn({ message: 'could not give a place to sign in back', cause: String(cause) });
    }
    return false;
  }
}
