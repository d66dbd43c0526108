import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { RoleSummaries } from './role-summaries.js';

/** `role:show` */
@Injectable()
export class RoleShowCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'role:show',
    summary: 'Shows what a role has been granted; each resource includes those below it.',
    arguments: [['<name>', 'which role; "all": the one that allows everything']] as const,
  };

  constructor(private readonly summaries: RoleSummaries) {
    super();
  }

  override async run([name = '']: readonly string[]): Promise<ConsoleResult> {
    const json = await this.summaries.named(name);
    return { text: json.resources.join('\n') || 'The role allows nothing.', json };
  }
}
