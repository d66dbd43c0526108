import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleOptions, type ConsoleResult } from '../../contract/index.js';
import { Stores } from './stores.js';

/** `store:create` */
@Injectable()
export class StoreCreateCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'store:create',
    summary: 'Creates a store view; what is not given is as in the default view.',
    requiredOptions: [
      ['--code <code>', 'what names it in URLs: /rest/<code>/V1'],
      ['--name <name>', 'what people call it'],
    ] as const,
    options: [
      ['--website <code>', 'the website it belongs to; default: the default website'],
      ['--new-website', 'make the website, too; its code defaults to that of the view'],
      ['--locale <locale>', 'such as de_DE'],
      ['--currency <code>', 'such as EUR'],
      ['--timezone <name>', 'such as Europe/Berlin'],
      ['--base-url <url>', "address of the shop front; default: the service's own"],
    ] as const,
  };

  constructor(private readonly stores: Stores) {
    super();
  }

  override async run(_args: readonly string[], options: ConsoleOptions): Promise<ConsoleResult> {
    const text = (name: string): string | undefined =>
      options[name] === undefined ? undefined : String(options[name]);
    const id = await this.stores.create({
      code: text('code') ?? '',
      name: text('name') ?? '',
      website: text('website'),
      newWebsite: options.newWebsite === true,
      locale: text('locale'),
      currency: text('currency'),
      timezone: text('timezone'),
      baseUrl: text('baseUrl'),
    });
    return { text: String(id), json: { id } };
  }
}
