import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AuditTrail, Clock } from '../../contract/index.js';
import { HOSTING, type Hosting } from '../../kernel/index.js';
import { Database } from '../../persistence/index.js';
import { Integrations } from './integrations.js';
import { IntegrationStatus } from './integration-status.js';

const DAY_SECONDS = 86_400;
const HOUR_MS = 3_600_000;
/** Days before the expiry, the last first. */
const WARNINGS = [1, 7, 30];

/** Of several processes, one warns. */
const CLAIM = `UPDATE integration SET warned_days = ?
  WHERE integration_id = ? AND (warned_days IS NULL OR warned_days > ?)`;

/** Notes in the audit trail and the log that an integration is about to expire: nobody calls in. */
@Injectable()
export class ExpiryWarnings implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('oauth-integration');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly integrations: Integrations,
    private readonly audit: AuditTrail,
    @Inject(HOSTING) private readonly hosting: Hosting,
  ) {}

  onApplicationBootstrap(): void {
    if (this.hosting === 'console') return;
    this.timer = setInterval(() => {
      this.warn().catch((error: unknown) => {
        this.logger.error({ message: 'could not look for expiries', cause: String(error) });
      });
    }, HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async warn(): Promise<void> {
    const now = this.clock.now();
    for (const { id, name, status, expiresAt } of await this.integrations.list()) {
      if (expiresAt === null || expiresAt <= now || status !== IntegrationStatus.Active) continue;
      const days = WARNINGS.find((each) => expiresAt - now <= each * DAY_SECONDS);
      if (days !== undefined) await this.warnOnce(id, name, days, expiresAt);
    }
  }

  private warnOnce(id: number, name: string, days: number, expiresAt: number): Promise<void> {
    return this.database.transaction(async () => {
      if ((await this.database.execute(CLAIM, days, id, days)) !== 1) return;
      const expires = new Date(expiresAt * 1_000).toISOString();
      await this.audit.record({
        action: 'integration.expiring',
        result: 'success',
        actor: 'console',
        subject: name,
        details: { integrationId: id, days, expires },
      });
      this.database.afterCommit(() =>
        this.logger.warn({ message: 'an integration is about to expire', name, days, expires }),
      );
    });
  }
}
