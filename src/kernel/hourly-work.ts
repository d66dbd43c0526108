import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Hosting } from './bindings.module.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * What a running service does without being asked: a minute after the start, so that one that is
 * started again and again does it, too, and then once an hour. The console never does.
 */
export abstract class HourlyWork implements OnApplicationBootstrap, OnApplicationShutdown {
  /** In words for the log: "look for expiries". */
  protected abstract readonly what: string;
  protected abstract readonly logger: Logger;
  private timers: readonly NodeJS.Timeout[] = [];

  protected constructor(private readonly hosting: Hosting) {}

  /** What fails is the next hour's work. */
  protected abstract work(): Promise<void>;

  onApplicationBootstrap(): void {
    if (this.hosting === 'console') return;
    const run = (): void => {
      this.work().catch((error: unknown) => {
        this.logger.error({ message: `could not ${this.what}`, cause: String(error) });
      });
    };
    this.timers = [setTimeout(run, MINUTE_MS).unref(), setInterval(run, HOUR_MS).unref()];
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }
}
