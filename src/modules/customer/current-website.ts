import { Injectable } from '@nestjs/common';
import { RequestContext, StoreDirectory } from '../../contract/index.js';

/** The website a request addresses. */
@Injectable()
export class CurrentWebsite {
  constructor(
    private readonly context: RequestContext,
    private readonly directory: StoreDirectory,
  ) {}

  /** @returns Its id; for `/rest/all`, and outside requests, the default store view's. */
  async id(): Promise<number> {
    const store = this.context.current()?.store;
    return store && store.id !== 0
      ? store.websiteId
      : (await this.directory.defaultStore()).websiteId;
  }
}
