import { Inject, Injectable, Logger } from '@nestjs/common';
import { HOSTING, HourlyWork, type Hosting } from '../../kernel/index.js';
import { ExpiryWarnings } from './expiry-warnings.js';

/** Looks for expiries that are near. */
@Injectable()
export class ExpiryTimer extends HourlyWork {
  protected override readonly what = 'look for expiries';
  protected override readonly logger = new Logger('oauth-integration');

  constructor(
    private readonly warnings: ExpiryWarnings,
    @Inject(HOSTING) hosting: Hosting,
  ) {
    super(hosting);
  }

  protected override work(): Promise<void> {
    return this.warnings.warn();
  }
}
