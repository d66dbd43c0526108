import { Injectable, Logger } from '@nestjs/common';
import { StartupTask } from '../../contract/index.js';
import { FactorStore } from './factor-store.js';

/** After `key:rotate`: seals with the new master key what an older one had sealed. */
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
