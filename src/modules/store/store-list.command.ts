import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { Stores } from './stores.js';

/** `store:list` */
@Injectable()
export class StoreListCommand extends ConsoleCommand {
  static readonly spec = { name: 'store:list', summary: 'Lists the store views.' };

  constructor(private readonly stores: Stores) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const websites = new Map(
      (await this.stores.websites()).map(({ id, code }) => [id, code] as const),
    );
    const views = (await this.stores.views()).map((view) => ({
      id: view.id,
      code: view.code,
      website: websites.get(view.websiteId) ?? null,
      name: view.name,
      active: view.isActive,
    }));
    const text = views
      .map(({ id, code, website, name, active }) =>
        [id, code, website, active ? 'active' : 'inactive', name].join('\t'),
      )
      .join('\n');
    return { text, json: views };
  }
}
