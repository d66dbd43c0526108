import { Injectable, Module } from '@nestjs/common';
import { AuditTrail, type AuditEvent } from '../../src/contract/index.js';
import { defineFeature, defineModule, prefer } from '../../src/kernel/index.js';

/** Keeps what was noted, in order, for tests of those who note. */
@Injectable()
export class RecordedAudit extends AuditTrail {
  readonly events: AuditEvent[] = [];

  override async record(...events: readonly AuditEvent[]): Promise<void> {
    this.events.push(...events);
  }

  /** One line per event: action, result, subject. */
  get lines(): string[] {
    return this.events.map(({ action, result, subject }) => `${action} ${result} ${subject}`);
  }
}

@Module({ providers: [RecordedAudit], exports: [RecordedAudit] })
class RecordedAuditModule {}

/** Brings it in by the product's own means: a module that prefers it. */
export const recordedAuditManifest = defineModule({
  name: 'recorded-audit',
  summary: 'The audit trail for tests.',
  sequence: ['security'],
  load: async () =>
    defineFeature({
      module: RecordedAuditModule,
      preferences: [prefer(AuditTrail, RecordedAudit)],
    }),
});
