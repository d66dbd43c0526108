import { Inject, Injectable } from '@nestjs/common';
import { Database, DatabaseSettings, RecentRows } from '../../persistence/index.js';

/** What every request of a customer depends on. */
export interface Standing {
  readonly isActive: boolean;
  readonly websiteId: number;
}

interface Row {
  readonly is_active: number;
  readonly website_id: number;
}

/** Whether customers are active, and where; read from the database at most once a second each. */
@Injectable()
export class CustomerStanding {
  private readonly recent: RecentRows<number, Standing | undefined>;

  constructor(
    database: Database,
    @Inject(DatabaseSettings.token) { maxStalenessSeconds }: DatabaseSettings,
  ) {
    const query = database.prepare<Row>(
      'SELECT is_active, website_id FROM customer_entity WHERE entity_id = ?',
    );
    this.recent = new RecentRows(
      String,
      (id) => {
        const row = query.first(id);
        return row instanceof Promise ? row.then(standingFrom) : standingFrom(row);
      },
      maxStalenessSeconds,
    );
  }

  /** @returns `undefined` for a customer who does not exist any more. */
  of(id: number): Standing | undefined | Promise<Standing | undefined> {
    return this.recent.get(id);
  }

  /** To be called after the commit of a change. */
  forget(id: number): void {
    this.recent.forget(id);
  }
}

const standingFrom = (row: Row | undefined): Standing | undefined =>
  row && { isActive: Boolean(row.is_active), websiteId: row.website_id };
