import { Injectable, Logger } from '@nestjs/common';
import { StartupTask } from '../../contract/index.js';
import { FactorStore } from './factor-store.js';

/** Ends what `key:rotate` left for later, or could not: keys may come from the environment, too. */
@Injectable()
export class ResealFactorsTask extends StartupTask {
  private readonly logger = new Logger('two-factor-auth');

  constructor(private readonly store: FactorStore) {
    super();
  }

  override async run(): Promise<undefined> {
    const rows = await this.store.reseal();
    if (rows > 0) this.logger.log({ message: 'sealed factors with the newest key', rows });
  }
}
