import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { HOSTING, type Hosting } from '../../kernel/index.js';
import { ExpiryWarnings } from './expiry-warnings.js';

const HOUR_MS = 3_600_000;

/** Looks for expiries once an hour while the service runs. */
@Injectable()
export class ExpiryTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('oauth-integration');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly warnings: ExpiryWarnings,
    @Inject(HOSTING) private readonly hosting: Hosting,
  ) {}

  onApplicationBootstrap(): void {
    if (this.hosting === 'console') return;
    this.timer = setInterval(() => {
      this.warnings.warn().catch((error: unknown) => {
        this.logger.error({ message: 'could not look for expiries', cause: String(error) });
      });
    }, HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
