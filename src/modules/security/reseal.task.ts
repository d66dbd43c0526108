import { Injectable, Logger } from '@nestjs/common';
import { StartupTask } from '../../contract/index.js';
import { Resealing } from './resealing.js';

/** Ends what `key:rotate` left for later, or could not: keys may come from the environment, too. */
@Injectable()
export class ResealTask extends StartupTask {
  private readonly logger = new Logger('security');

  constructor(private readonly resealing: Resealing) {
    super();
  }

  override async run(): Promise<undefined> {
    for (const [what, { changed, unreadable }] of await this.resealing.run()) {
      if (changed > 0)
        this.logger.log({ message: `encrypted ${what} with the newest key`, count: changed });
      if (unreadable > 0)
        this.logger.error({ message: `no master key opens some ${what}`, count: unreadable });
    }
  }
}
