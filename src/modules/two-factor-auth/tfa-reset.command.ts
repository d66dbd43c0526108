import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { UnknownProviderError } from './errors.js';
import { FactorChanges } from './factor-changes.js';
import { TFA_PROVIDERS } from './tfa-provider.js';
import { TfaUserDirectory } from './tfa-user-directory.js';

/** `security:tfa:reset` */
@Injectable()
export class TfaResetCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'security:tfa:reset',
    summary: 'Removes what an administrator has enrolled of a provider.',
    arguments: [
      ['<user>', 'whose'],
      ['<provider>', 'code of the provider, as security:tfa:providers shows it'],
    ] as const,
  };

  constructor(
    private readonly users: TfaUserDirectory,
    private readonly changes: FactorChanges,
  ) {
    super();
  }

  override async run([username = '', code = '']: readonly string[]): Promise<ConsoleResult> {
    const user = await this.users.named(username);
    const provider = TFA_PROVIDERS.find((candidate) => candidate.code === code);
    if (!provider) throw new UnknownProviderError(code);
    await this.changes.remove(user, provider, 'tfa.reset');
    return {
      text: `Provider ${provider.name} has been reset for user ${username}`,
      json: { username, provider: code },
    };
  }
}
