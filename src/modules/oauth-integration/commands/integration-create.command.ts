import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  type ConsoleOptions,
  type ConsoleResult,
} from '../../../contract/index.js';
import { resourceIds } from '../resource-ids.js';
import { IntegrationFieldError } from '../integration-errors.js';
import { NO_FIELDS } from '../integration-fields.js';
import { IntegrationLifecycle, type IntegrationCredentials } from '../integration-lifecycle.js';
import { Integrations } from '../integrations.js';
import type { Integration } from '../persistence/integration.entity.js';
import { timeFrom } from '../time-from.js';
import { credentialsResult } from './credentials-text.js';

/** `integration:create` */
@Injectable()
export class IntegrationCreateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'integration:create',
    summary: 'Creates an integration and prints its credentials, this once.',
    requiredOptions: [
      ['--name <name>', 'what people call it'],
      ['--resources <list>', 'ids of ACL resources, separated by commas, or all'],
    ] as const,
    options: [
      ['--email <address>', 'who answers for it'],
      ['--endpoint <url>', 'where the handshake posts the credentials'],
      ['--identity-link <url>', 'what the administrator opens for the handshake'],
      ['--expires <time>', 'such as 2027-01-31 or 2027-01-31T12:00:00Z; default: never'],
      ['--source <ranges>', 'addresses and CIDR ranges it may call from'],
      ['--bearer <on|off>', 'whether its token alone is enough; default: as the setting says'],
      ['--activate', 'activates it at once'],
    ] as const,
  };

  constructor(
    private readonly integrations: Integrations,
    private readonly lifecycle: IntegrationLifecycle,
  ) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const given = (name: string): string | null =>
      options[name] === undefined ? null : String(options[name]);
    const created = await this.integrations.create({
      ...NO_FIELDS,
      name: String(options.name),
      resources: resourceIds(String(options.resources)),
      email: given('email'),
      endpoint: given('endpoint'),
      identityLinkUrl: given('identityLink'),
      expiresAt: timeFrom(given('expires')),
      sourceRanges: given('source'),
      asBearer: switchFrom(given('bearer')),
    });
    const credentials = options.activate
      ? await this.activateOrRemove(created)
      : await this.lifecycle.show(created);
    return credentialsResult(`The integration '${created.name}' has been saved.`, credentials);
  }

  /** All or nothing: the command, mended, must not meet what it left behind. */
  private async activateOrRemove(created: Integration): Promise<IntegrationCredentials> {
    try {
      return await this.lifecycle.activate(created);
    } catch (error) {
      await this.integrations.remove(created);
      throw error;
    }
  }
}

function switchFrom(text: string | null): boolean | null {
  if (text === null) return null;
  if (text !== 'on' && text !== 'off') throw new IntegrationFieldError('bearer', 'on or off');
  return text === 'on';
}
