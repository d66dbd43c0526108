import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { RoleSummaries } from './role-summaries.js';

/** `role:list` */
@Injectable()
export class RoleListCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'role:list',
    summary: 'Lists the roles, what each allows, and how many administrators have it.',
  };

  constructor(private readonly summaries: RoleSummaries) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const json = await this.summaries.list();
    const text = json
      .map(({ id, name, resources, administrators }) =>
        [id, name, administrators, resources.join(', ') || 'nothing'].join('\t'),
      )
      .join('\n');
    return { text, json };
  }
}
