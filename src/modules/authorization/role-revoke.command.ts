import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { RoleResources } from './role-resources.js';

/** `role:revoke` */
@Injectable()
export class RoleRevokeCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'role:revoke',
    summary: 'Takes from a role a resource that it has been granted.',
    arguments: [
      ['<name>', 'which role'],
      ['<resource>', 'what, as role:show shows it'],
    ] as const,
  };

  constructor(private readonly resources: RoleResources) {
    super();
  }

  override async run([name = '', resource = '']: readonly string[]): Promise<ConsoleResult> {
    await this.resources.revoke(name, resource);
    return { text: 'The resource is revoked.', json: { name, resource } };
  }
}
