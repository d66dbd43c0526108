import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
} from '../../../contract/index.js';
import { auditFilters } from './audit-filters.js';
import { AuditRecords, type AuditRecord } from './audit-records.js';

/** `audit:list` */
@Injectable()
export class AuditListCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'audit:list',
    summary: 'Shows the audit trail, newest first.',
    options: [
      ['--action <name>', 'such as admin.sign-in'],
      ['--result <result>', 'success or failure'],
      ['--actor <actor>', 'admin:1, admin, customer, console, anonymous, or a name'],
      ['--subject <text>', 'what it was done to: a user name, a module'],
      ['--since <time>', 'such as 2026-01-31 or 2026-01-31T12:00:00Z'],
      ['--until <time>', 'the same'],
      ['--before <id>', 'events older than this one'],
      ['--limit <number>', 'at most so many (50)'],
    ] as const,
  };

  constructor(private readonly records: AuditRecords) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const records = await this.records.find(auditFilters(options));
    return { text: records.map(line).join('\n'), json: records };
  }
}

const line = (record: AuditRecord): string =>
  [
    record.at,
    record.action,
    record.result,
    actor(record),
    record.subject ?? '-',
    record.address ?? '-',
    record.details === null ? '' : JSON.stringify(record.details),
  ]
    .join('\t')
    .trimEnd();

const actor = ({ actor: word, actor_id: id, actor_name: name }: AuditRecord): string =>
  `${word}${id === null ? '' : `:${id}`}${name === null ? '' : ` (${name})`}`;
