import { Injectable } from '@nestjs/common';
import { AuditTrail, type AuditEvent } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { GrantedRights } from './granted-rights.js';

/**
 * Writes nothing, but locks the rows of all roles that allow everything, of which there is always
 * one. Whoever decides upon who else may do everything has to be the only one to decide just then:
 * two administrators who take each other's rights away would both find the other one left.
 */
const LOCK = 'UPDATE authorization_role SET all_resources = all_resources WHERE all_resources = 1';

/** The way to change rights: one at a time in the whole installation, noted, and heard of at once. */
@Injectable()
export class RightsChanges {
  constructor(
    private readonly database: Database,
    private readonly rights: GrantedRights,
    private readonly audit: AuditTrail,
  ) {}

  /** Runs `work` in a transaction of its own, or as part of the ambient one. */
  async make<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.execute(LOCK);
      const result = await work();
      this.database.afterCommit(() => this.rights.forget());
      return result;
    });
  }

  /** Notes what `work` has done. To be called from there. */
  async note(action: string, subject: string, details: AuditEvent['details'] = {}): Promise<void> {
    await this.audit.record({ action, result: 'success', subject, details });
  }
}
