import { Injectable } from '@nestjs/common';
import { AuditTrail, Clock } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { Revocations } from './revocations.js';

/** The tokens and sessions of all administrators and customers (docs/adr/0024). */
@Injectable()
export class EveryonesTokens {
  constructor(
    private readonly database: Database,
    private readonly revocations: Revocations,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Ends whatever was issued so far, and what a restored backup brings back of it. */
  async revoke(): Promise<void> {
    await this.database.transaction(async () => {
      await this.revocations.recordEveryone(this.clock.now());
      await this.audit.record({
        action: 'token.revoke',
        result: 'success',
        subject: 'everyone',
      });
    });
  }
}
