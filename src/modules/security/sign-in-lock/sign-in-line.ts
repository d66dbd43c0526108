import { SignInFailedError } from '../../../contract/index.js';
import { SignInBusyError } from '../errors.js';
import type { Place } from './sign-in-places.js';

interface Waiter {
  readonly deadline: number;
  readonly admit: (place: Place) => void;
  readonly refuse: (error: Error) => void;
}

/** How long an attempt waits for the outcome of those ahead of it. */
const WAIT_MS = 20_000;
/** How soon the places of other processes are looked at again, at first and at most. */
const POLL_MS = { first: 10, last: 250 };

/**
 * Those of this process who want to sign in as one name, first come, first served. Only the first
 * asks the table; the end of an attempt of this process makes it ask again at once.
 */
export class SignInLine {
  private running = 0;
  private asking = false;
  private timer: NodeJS.Timeout | undefined;
  private pause = POLL_MS.first;
  private readonly waiting: Waiter[] = [];

  /**
   * @param max How many attempts there can be at a time, in all processes.
   * @param take See `SignInPlaces.take`.
   */
  constructor(
    private readonly max: number,
    private readonly take: () => Promise<Place | 'locked' | 'full'>,
  ) {}

  get length(): number {
    return this.waiting.length;
  }

  get isEmpty(): boolean {
    return this.running + this.waiting.length === 0;
  }

  /** @throws {SignInFailedError} When the name is locked. @throws {SignInBusyError} */
  enter(): Promise<Place> {
    return new Promise((admit, refuse) => {
      this.waiting.push({ deadline: performance.now() + WAIT_MS, admit, refuse });
      void this.advance();
    });
  }

  /** An attempt is over. Whether it locked the name, the table says to those who wait. */
  leave(): void {
    this.running -= 1;
    this.pause = POLL_MS.first;
    void this.advance();
  }

  /** Lets in as many as there are places for. */
  private async advance(): Promise<void> {
    if (this.asking) return;
    clearTimeout(this.timer);
    this.asking = true;
    try {
      while (this.waiting.length > 0 && this.running < this.max) {
        const answer = await this.take();
        if (answer === 'locked') this.refuseAll(() => new SignInFailedError());
        else if (answer === 'full') break;
        else this.admit(answer);
      }
    } catch (error) {
      this.refuseAll(() => error as Error);
    } finally {
      this.asking = false;
      this.giveUp();
      if (this.waiting.length > 0) this.pollLater();
    }
  }

  private admit(place: Place): void {
    this.running += 1;
    this.waiting.shift()!.admit(place);
  }

  private pollLater(): void {
    this.timer = setTimeout(() => void this.advance(), this.pause);
    this.pause = Math.min(this.pause * 2, POLL_MS.last);
  }

  private giveUp(): void {
    const now = performance.now();
    while (this.waiting[0] && this.waiting[0].deadline <= now)
      this.waiting.shift()!.refuse(new SignInBusyError());
  }

  private refuseAll(error: () => Error): void {
    for (const { refuse } of this.waiting.splice(0)) refuse(error());
  }
}
