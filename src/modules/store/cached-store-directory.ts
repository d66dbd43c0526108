import { Inject, Injectable } from '@nestjs/common';
import { StoreDirectory, type StoreView } from '../../contract/index.js';
import { Database, DatabaseSettings, RecentRows } from '../../persistence/index.js';
import { looksLikeCode } from './store-code.js';

interface Row {
  readonly store_id: number;
  readonly code: string;
  readonly website_id: number;
}

const ALL: StoreView = { id: 0, code: 'all', websiteId: 0 };

/** Where a request without a code belongs; no code of a view can be this text. */
const NO_CODE = '';

const BY_CODE = `SELECT store_id, code, website_id FROM store
  WHERE code = ? AND is_active = 1 AND store_id > 0`;

const DEFAULT = `SELECT store.store_id, store.code, store.website_id FROM store_website website
  JOIN store_group grouping_of ON grouping_of.group_id = website.default_group_id
  JOIN store ON store.store_id = grouping_of.default_store_id
  WHERE website.is_default = 1 AND ? = ''`;

/** Store views out of the database, each read at most once a second. */
@Injectable()
export class CachedStoreDirectory extends StoreDirectory {
  private readonly recent: RecentRows<string, StoreView | undefined>;

  constructor(
    database: Database,
    @Inject(DatabaseSettings.token) { maxStalenessSeconds }: DatabaseSettings,
  ) {
    super();
    const byCode = database.prepare<Row>(BY_CODE);
    const byDefault = database.prepare<Row>(DEFAULT);
    this.recent = new RecentRows(
      String,
      (code) => {
        const row = (code === NO_CODE ? byDefault : byCode).first(code);
        return row instanceof Promise ? row.then(viewFrom) : viewFrom(row);
      },
      maxStalenessSeconds,
    );
  }

  override defaultStore(): StoreView | Promise<StoreView> {
    const view = this.recent.get(NO_CODE);
    return view instanceof Promise ? view.then(present) : present(view);
  }

  override find(code: string): StoreView | undefined | Promise<StoreView | undefined> {
    if (code === ALL.code) return ALL;
    return looksLikeCode(code) ? this.recent.get(code) : undefined;
  }

  /** To be called after the commit of a change to a view. */
  forget(code: string): void {
    this.recent.forget(code);
    this.recent.forget(NO_CODE);
  }
}

const viewFrom = (row: Row | undefined): StoreView | undefined =>
  row && { id: row.store_id, code: row.code, websiteId: row.website_id };

function present(view: StoreView | undefined): StoreView {
  if (!view) throw new Error('No website is the default one, or its store has no view');
  return view;
}
