import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import type { AdminUser } from '../user/index.js';
import { FactorStore } from './factor-store.js';
import { MachineExemption } from './machine-exemption.js';
import { ProviderPolicy } from './provider-policy.js';
import { RecoveryCodes } from './recovery/recovery-codes.js';
import { TfaUserDirectory } from './tfa-user-directory.js';

/** `security:tfa:status` */
@Injectable()
export class TfaStatusCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'security:tfa:status',
    summary: 'Shows who has enrolled with what, who is exempt, and who has still to enrol.',
    arguments: [['[user]', 'whose; everybody by default']] as const,
  };

  constructor(
    private readonly users: TfaUserDirectory,
    private readonly policy: ProviderPolicy,
    private readonly store: FactorStore,
    private readonly exemption: MachineExemption,
    private readonly recovery: RecoveryCodes,
  ) {
    super();
  }

  override async run([username]: readonly string[]): Promise<ConsoleResult> {
    const users =
      username === undefined ? await this.users.all() : [await this.users.named(username)];
    const json = [];
    for (const user of users) json.push(await this.statusOf(user));
    const text = json
      .map(({ username: name, exempt, active, missing, recoveryCodes }) =>
        [
          name,
          exempt ? 'exempt' : missing.length === 0 ? 'enrolled' : `to enrol: ${missing.join(', ')}`,
          active.length === 0 ? 'no provider' : `active: ${active.join(', ')}`,
          `recovery codes: ${recoveryCodes ?? 'none'}`,
        ].join('\t'),
      )
      .join('\n');
    return { text, json };
  }

  private async statusOf(user: AdminUser) {
    return {
      username: user.username,
      exempt: await this.exemption.covers(user),
      active: await this.store.activeOf(user.id),
      missing: (await this.policy.toActivate(user.id)).map(({ code }) => code),
      recoveryCodes: (await this.recovery.left(user.id)) ?? null,
    };
  }
}
