import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { SESSION_OWNER_OPTIONS, SessionOwner } from './session-owner.js';
import { SessionList } from './session-list.js';

/** `session:list` */
@Injectable()
export class SessionListCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'session:list',
    summary: "Lists one user's sessions, newest use first.",
    options: SESSION_OWNER_OPTIONS,
  };

  constructor(
    private readonly owner: SessionOwner,
    private readonly sessions: SessionList,
  ) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const sessions = await this.sessions.of(await this.owner.namedBy(options));
    const json = sessions.map(({ current: _current, ...session }) => session);
    const text = json
      .map(({ id, deviceName, browser, os, ip, lastUsedAt, impersonatedBy }) =>
        [
          id,
          lastUsedAt,
          ip || '-',
          [browser, os].filter(Boolean).join(' on ') || '-',
          ...(deviceName ? [deviceName] : []),
          ...(impersonatedBy ? [`(${impersonatedBy.username} acting)`] : []),
        ].join('  '),
      )
      .join('\n');
    return { text: text || 'No sessions.', json };
  }
}
