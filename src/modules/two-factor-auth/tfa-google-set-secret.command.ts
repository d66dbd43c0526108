import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
  type Terminal,
} from '../../contract/index.js';
import { SecretFormatError } from './errors.js';
import { FactorChanges } from './factor-changes.js';
import { fromBase32 } from './google/base32.js';
import { TfaUserDirectory } from './tfa-user-directory.js';

/** `security:tfa:google:set-secret`. That the secret can be an argument is Magento's. */
@Injectable()
export class TfaGoogleSetSecretCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'security:tfa:google:set-secret',
    summary: "Sets the secret of an administrator's authenticator app, and counts it as enrolled.",
    arguments: [
      ['<user>', 'whose'],
      ['[secret]', 'base32; shows in the list of processes: better leave it out'],
    ] as const,
    options: [
      ['--secret-stdin', 'read the secret from standard input instead of asking for it'],
    ] as const,
  };

  constructor(
    private readonly users: TfaUserDirectory,
    private readonly changes: FactorChanges,
  ) {
    super();
  }

  override async run(
    [username = '', given]: readonly string[],
    { secretStdin }: ConsoleOptions,
    terminal: Terminal,
  ): Promise<ConsoleResult> {
    const user = await this.users.named(username);
    const secret =
      given ??
      (secretStdin
        ? (await terminal.readInput()).trim()
        : await terminal.askSecret('Secret (base32): ', '--secret-stdin'));
    // A secret that nobody can read would lock the user out.
    if (!fromBase32(secret)) throw new SecretFormatError();
    await this.changes.setSecret(user, secret);
    return { text: 'Google OTP secret has been set', json: { username } };
  }
}
