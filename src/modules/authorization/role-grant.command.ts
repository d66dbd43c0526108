import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { RoleResources } from './role-resources.js';

/** `role:grant` */
@Injectable()
export class RoleGrantCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'role:grant',
    summary: 'Grants a role a resource and all that is below it.',
    arguments: [
      ['<name>', 'which role'],
      ['<resource>', 'what, as acl:list shows it'],
    ] as const,
  };

  constructor(private readonly resources: RoleResources) {
    super();
  }

  override async run([name = '', resource = '']: readonly string[]): Promise<ConsoleResult> {
    const changed = await this.resources.grant(name, resource);
    const text = changed ? 'The resource is granted.' : 'The role had that resource already.';
    return { text, json: { name, resource, changed } };
  }
}
