import { Injectable } from '@nestjs/common';
import { Clock } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { ExpiryNotices } from './expiry-notices.js';
import { IntegrationStatus } from './integration-status.js';
import { Integrations } from './integrations.js';
import type { Integration } from './persistence/integration.entity.js';

const DAY_SECONDS = 86_400;
/** Days before the expiry, the last first. */
const WARNINGS = [1, 7, 30];

/** Of several processes, one warns; of an expiry that was moved meanwhile, none. */
const CLAIM = `UPDATE integration SET warned_days = ?
  WHERE integration_id = ? AND expires_at = ? AND (warned_days IS NULL OR warned_days > ?)`;
/** So that the next hour tries again. */
const GIVE_BACK = `UPDATE integration SET warned_days = ?
  WHERE integration_id = ? AND expires_at = ? AND warned_days = ?`;

/** Finds integrations that are about to expire, and has it told once for each of the days before. */
@Injectable()
export class ExpiryWarnings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly integrations: Integrations,
    private readonly notices: ExpiryNotices,
  ) {}

  async warn(): Promise<void> {
    const now = this.clock.now();
    for (const integration of await this.integrations.list()) {
      const { status, expiresAt } = integration;
      if (expiresAt === null || expiresAt <= now || status !== IntegrationStatus.Active) continue;
      const days = WARNINGS.find((each) => expiresAt - now <= each * DAY_SECONDS);
      if (days !== undefined) await this.warnOnce(integration, days, expiresAt);
    }
  }

  /** A crash between the claim and the mail costs this warning, and not the next one. */
  private async warnOnce(integration: Integration, days: number, expiresAt: number): Promise<void> {
    const { id, warnedDays } = integration;
    if ((await this.database.execute(CLAIM, days, id, expiresAt, days)) !== 1) return;
    if (!(await this.notices.tell(integration, days, expiresAt)))
      await this.database.execute(GIVE_BACK, warnedDays, id, expiresAt, days);
  }
}
