import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../contract/index.js';
import { Database, isDuplicate } from '../../persistence/index.js';
import { CachedStoreDirectory } from './cached-store-directory.js';
import {
  DefaultStoreError,
  StoreExistsError,
  UnknownStoreError,
  UnknownWebsiteError,
} from './errors.js';
import { checkNewStore, type NewStore } from './new-store.js';
import { StoreGroupRow } from './persistence/store-group.entity.js';
import { StoreRow } from './persistence/store.entity.js';
import { WebsiteRow } from './persistence/website.entity.js';
import { looksLikeCode } from './store-code.js';

/** A website, as other modules see it. */
export interface Website {
  readonly id: number;
  readonly code: string;
  /** The view that stands for it. */
  readonly defaultView: { readonly id: number; readonly name: string };
}

const IN_ORDER = { order: { id: 'ASC' as const } };

/** Websites, stores and store views: lists for the API, changes for the operator. */
@Injectable()
export class Stores {
  constructor(
    private readonly database: Database,
    private readonly directory: CachedStoreDirectory,
    private readonly audit: AuditTrail,
  ) {}

  views(): Promise<StoreRow[]> {
    return this.database.run((manager) => manager.find(StoreRow, IN_ORDER));
  }

  websites(): Promise<WebsiteRow[]> {
    return this.database.run((manager) => manager.find(WebsiteRow, IN_ORDER));
  }

  groups(): Promise<StoreGroupRow[]> {
    return this.database.run((manager) => manager.find(StoreGroupRow, IN_ORDER));
  }

  /** @param code Left out: the default website. @throws {UnknownWebsiteError} */
  async website(code?: string): Promise<Website> {
    const row = await this.websiteRow(code);
    const view = await this.database.run(async (manager) => {
      const { defaultStoreId } = await manager.findOneByOrFail(StoreGroupRow, {
        id: row.defaultGroupId,
      });
      return manager.findOneByOrFail(StoreRow, { id: defaultStoreId });
    });
    return { id: row.id, code: row.code, defaultView: { id: view.id, name: view.name } };
  }

  /** @returns The new view's id. @throws {StoreFieldError} @throws {StoreExistsError} */
  async create(store: NewStore): Promise<number> {
    checkNewStore(store);
    try {
      return await this.database.transaction(async () => {
        const website = await this.websiteFor(store);
        const id = await this.insertView(store, website);
        const subject = store.code;
        const details = { website: website.code };
        await this.audit.record({ action: 'store.create', result: 'success', subject, details });
        this.database.afterCommit(() => this.directory.forget(store.code));
        return id;
      });
    } catch (error) {
      throw isDuplicate(error) ? new StoreExistsError() : error;
    }
  }

  /**
   * Makes a view known to requests again, or unknown.
   *
   * @throws {UnknownStoreError}
   * @throws {DefaultStoreError}
   */
  async setActive(code: string, isActive: boolean): Promise<void> {
    const view = await this.viewRow(code);
    if (!isActive && (view.id === 0 || view.id === (await this.directory.defaultStore()).id))
      throw new DefaultStoreError();
    await this.database.transaction(async () => {
      await this.database.run((manager) => manager.update(StoreRow, { id: view.id }, { isActive }));
      const action = isActive ? 'store.activate' : 'store.deactivate';
      await this.audit.record({ action, result: 'success', subject: code });
      this.database.afterCommit(() => this.directory.forget(code));
    });
  }

  private async viewRow(code: string): Promise<StoreRow> {
    // MariaDB refuses to compare other characters than ASCII with the column.
    if (!looksLikeCode(code)) throw new UnknownStoreError(code);
    const row = await this.database.run((manager) => manager.findOneBy(StoreRow, { code }));
    if (!row) throw new UnknownStoreError(code);
    return row;
  }

  private async websiteRow(code?: string): Promise<WebsiteRow> {
    if (code !== undefined && !looksLikeCode(code)) throw new UnknownWebsiteError(code);
    const where = code === undefined ? { isDefault: true } : { code };
    const row = await this.database.run((manager) => manager.findOneBy(WebsiteRow, where));
    if (!row) throw new UnknownWebsiteError(code ?? '');
    return row;
  }

  private async websiteFor({ code, name, website, newWebsite }: NewStore): Promise<WebsiteRow> {
    if (!newWebsite) return this.websiteRow(website);
    return this.database.run(async (manager) => {
      const row = { code: website ?? code, name, sortOrder: 0, defaultGroupId: 0 };
      const made = await manager.save(WebsiteRow, { ...row, isDefault: false });
      const group = { websiteId: made.id, code: made.code, name, rootCategoryId: 2 };
      const { id } = await manager.save(StoreGroupRow, { ...group, defaultStoreId: 0 });
      await manager.update(WebsiteRow, { id: made.id }, { defaultGroupId: id });
      made.defaultGroupId = id;
      return made;
    });
  }

  private async insertView(store: NewStore, website: WebsiteRow): Promise<number> {
    const { id: defaultId } = await this.directory.defaultStore();
    return this.database.run(async (manager) => {
      const model = await manager.findOneByOrFail(StoreRow, { id: defaultId });
      const { id } = await manager.save(StoreRow, {
        code: store.code,
        websiteId: website.id,
        groupId: website.defaultGroupId,
        name: store.name,
        sortOrder: 0,
        isActive: true,
        locale: store.locale ?? model.locale,
        baseCurrencyCode: store.currency ?? model.baseCurrencyCode,
        defaultDisplayCurrencyCode: store.currency ?? model.defaultDisplayCurrencyCode,
        timezone: store.timezone ?? model.timezone,
        weightUnit: model.weightUnit,
        baseUrl: store.baseUrl?.replace(/\/+$/, '') ?? null,
      });
      const group = { id: website.defaultGroupId, defaultStoreId: 0 };
      if (store.newWebsite) await manager.update(StoreGroupRow, group, { defaultStoreId: id });
      return id;
    });
  }
}
