import { Injectable } from '@nestjs/common';
import type { SignInName } from '../../../contract/index.js';
import { SignInBusyError } from '../errors.js';
import { SignInLine } from './sign-in-line.js';
import { lockKey, SignInPlaces, type Place } from './sign-in-places.js';

/** Waiting attempts hold a connection and a password each, so there is an end to them. */
const MAX_WAITING = { perName: 1_000, inAll: 4_000 };

/** One line per name, while anybody stands in it. */
@Injectable()
export class SignInQueue {
  private readonly lines = new Map<string, SignInLine>();
  private waiting = 0;

  constructor(private readonly places: SignInPlaces) {}

  /**
   * Waits for a place. Every place has to be given back by {@link leave}.
   *
   * @throws {SignInFailedError} When the name is locked.
   * @throws {SignInBusyError} When too many wait, or it takes too long.
   */
  async enter(who: SignInName): Promise<Place> {
    const key = lockKey(who);
    const id = idOf(key);
    const line = this.lines.get(id) ?? new SignInLine(this.places.max, () => this.places.take(key));
    if (line.length >= MAX_WAITING.perName || this.waiting >= MAX_WAITING.inAll)
      throw new SignInBusyError();
    this.lines.set(id, line);
    this.waiting += 1;
    try {
      return await line.enter();
    } finally {
      this.waiting -= 1;
      // By now the name may have come again and stand in another line.
      if (line.isEmpty && this.lines.get(id) === line) this.lines.delete(id);
    }
  }

  leave(place: Place): void {
    const id = idOf(place);
    const line = this.lines.get(id);
    line?.leave();
    if (line?.isEmpty) this.lines.delete(id);
  }
}

const idOf = ({ type, digest }: Pick<Place, 'type' | 'digest'>): string => `${type}:${digest}`;
