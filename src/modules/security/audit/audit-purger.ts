import { Inject, Injectable } from '@nestjs/common';
import { Clock, Purger } from '../../../contract/index.js';
import { Database, purgeInBatches } from '../../../persistence/index.js';
import { StoredAuditEvent } from '../persistence/audit-event.entity.js';
import { AuditSettings } from './audit-settings.js';

@Injectable()
export class AuditPurger extends Purger {
  override readonly what = 'old audit events';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(AuditSettings.token) private readonly settings: AuditSettings,
  ) {
    super();
  }

  override purge(): Promise<number> {
    const last = this.clock.now() - this.settings.retentionSeconds;
    return purgeInBatches(this.database, StoredAuditEvent, last, 'at');
  }
}
