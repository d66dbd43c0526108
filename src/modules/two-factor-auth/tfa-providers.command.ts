import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { TFA_PROVIDERS } from './tfa-provider.js';

/** Width of the column of codes, as in Magento. */
const CODE_COLUMNS = 16;

/** `security:tfa:providers` */
@Injectable()
export class TfaProvidersCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'security:tfa:providers',
    summary: 'Lists the providers of two-factor authentication.',
  };

  override async run(): Promise<ConsoleResult> {
    const json = TFA_PROVIDERS.map(({ code, name, enabled }) => ({ code, name, enabled }));
    const text = json.map(({ code, name }) => `${code.padStart(CODE_COLUMNS)}: ${name}`).join('\n');
    return { text, json };
  }
}
