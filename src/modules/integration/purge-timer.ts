import { Inject, Injectable, Logger } from '@nestjs/common';
import { Purger } from '../../contract/index.js';
import { HOSTING, HourlyWork, InjectAll, type Hosting } from '../../kernel/index.js';

/** Lets every purger work. */
@Injectable()
export class PurgeTimer extends HourlyWork {
  protected override readonly what = 'purge';
  protected override readonly logger = new Logger('purge');

  constructor(
    @InjectAll(Purger) private readonly purgers: readonly Purger[],
    @Inject(HOSTING) hosting: Hosting,
  ) {
    super(hosting);
  }

  /** One purger's trouble is no other's. */
  protected override async work(): Promise<void> {
    for (const purger of this.purgers) {
      try {
        const rows = await purger.purge();
        if (rows > 0) this.logger.log({ message: `purged ${purger.what}`, rows });
      } catch (error) {
        this.logger.error({ message: `could not purge ${purger.what}`, cause: String(error) });
      }
    }
  }
}
