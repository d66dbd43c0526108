import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { Roles } from './roles.js';

/** `role:delete` */
@Injectable()
export class RoleDeleteCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'role:delete',
    summary: 'Deletes a role that nobody has.',
    arguments: [['<name>', 'which role']] as const,
  };

  constructor(private readonly roles: Roles) {
    super();
  }

  override async run([name = '']: readonly string[]): Promise<ConsoleResult> {
    await this.roles.delete(name);
    return { text: 'The role is deleted.', json: { name } };
  }
}
