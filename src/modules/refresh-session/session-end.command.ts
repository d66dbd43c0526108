import { Injectable } from '@nestjs/common';
import {
  AuditTrail,
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
} from '../../contract/index.js';
import { Database } from '../../persistence/index.js';
import { SessionFieldError, UnknownSessionError } from './errors.js';
import { SessionEndings } from './session-endings.js';
import { SESSION_OWNER_OPTIONS, SessionOwner } from './session-owner.js';

/** `session:end` */
@Injectable()
export class SessionEndCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'session:end',
    summary: 'Ends one session, or all of one user, and the access tokens born in them.',
    arguments: [['[id]', 'the session, as session:list shows it']] as const,
    options: SESSION_OWNER_OPTIONS,
  };

  constructor(
    private readonly owner: SessionOwner,
    private readonly endings: SessionEndings,
    private readonly audit: AuditTrail,
    private readonly database: Database,
  ) {
    super();
  }

  override async run([id]: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const { admin, customer, website } = options;
    const ofOwner = [admin, customer, website].some((each) => each !== undefined);
    if ((id !== undefined) === ofOwner)
      throw new SessionFieldError('session', 'given by its id, or by its owner');
    const subject = id ?? String(admin ?? customer);
    const ended = await this.database.transaction(async () => {
      const count = id === undefined ? await this.endAll(options) : await this.endOne(id);
      await this.audit.record({ action: 'session.end', result: 'success', subject });
      return count;
    });
    return { text: ended === 1 ? '1 session ended.' : `${ended} sessions ended.`, json: { ended } };
  }

  private async endAll(options: ConsoleOptions): Promise<number> {
    return this.endings.endAllOf(await this.owner.namedBy(options));
  }

  private async endOne(id: string): Promise<number> {
    if (!(await this.endings.end(id))) throw new UnknownSessionError();
    return 1;
  }
}
