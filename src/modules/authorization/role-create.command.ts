import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { Roles } from './roles.js';

/** `role:create` */
@Injectable()
export class RoleCreateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'role:create',
    summary: 'Creates a role.',
    requiredOptions: [
      ['--name <name>', '1 to 64 visible characters'],
      ['--resources <ids>', 'what it allows, as acl:list shows it, separated by commas'],
    ] as const,
  };

  constructor(private readonly roles: Roles) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const resources = String(options.resources)
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const id = await this.roles.create(String(options.name), resources);
    return { text: String(id), json: { id } };
  }
}
