import { Inject, Injectable } from '@nestjs/common';
import { signInKey } from '../../contract/index.js';
import { Database, type PreparedQuery } from '../../persistence/index.js';
import { CurrentWebsite } from './current-website.js';
import { CustomerSettings } from './customer-settings.js';

/** What a check of a password needs of an account. */
export interface CustomerCredentials {
  readonly id: number;
  readonly email: string;
  /** The stored hash; null: no password will do. */
  readonly passwordHash: string | null;
  /** Whether it may sign in: active, and confirmed if that was asked for. */
  readonly isAdmitted: boolean;
}

interface Row {
  readonly entity_id: number;
  readonly email: string;
  readonly email_key: string;
  readonly password_hash: string | null;
  readonly is_active: number;
  readonly confirmation: string | null;
}

const COLUMNS = 'SELECT entity_id, email, email_key, password_hash, is_active, confirmation';
const OF_WEBSITE = `${COLUMNS} FROM customer_entity WHERE email_key = ? AND website_id = ?`;
/** Shared accounts are unique by address; after a change of the setting perhaps not all are. */
const OF_ANY = `${COLUMNS} FROM customer_entity WHERE email_key = ?
  ORDER BY CASE WHEN website_id = ? THEN 0 ELSE 1 END, entity_id LIMIT 1`;

const RECORD = `UPDATE customer_entity SET password_hash = ?
  WHERE entity_id = ? AND password_hash = ? AND is_active = 1 AND confirmation IS NULL`;

/** Reads and marks accounts for checking their passwords. */
@Injectable()
export class CustomerSignIn {
  private readonly byEmail: PreparedQuery<Row>;
  private readonly byId: PreparedQuery<Row>;

  constructor(
    private readonly database: Database,
    private readonly website: CurrentWebsite,
    @Inject(CustomerSettings.token) { global }: CustomerSettings,
  ) {
    this.byEmail = database.prepare<Row>(global ? OF_ANY : OF_WEBSITE);
    this.byId = database.prepare<Row>(`${COLUMNS} FROM customer_entity WHERE entity_id = ?`);
  }

  /** @returns The account with that address where the request is; `undefined` for a stranger. */
  async find(email: string): Promise<CustomerCredentials | undefined> {
    const key = signInKey(email);
    const row = await this.byEmail.first(key, await this.website.id());
    // A binary collation still ignores trailing spaces; this comparison ignores nothing.
    return row?.email_key === key ? credentialsFrom(row) : undefined;
  }

  async findById(id: number): Promise<CustomerCredentials | undefined> {
    const row = await this.byId.first(id);
    return row && credentialsFrom(row);
  }

  /**
   * Confirms a good sign-in, on condition that the account still may sign in and still has the
   * password that was verified: one statement, so that no change in between is missed.
   *
   * @param newHash Replaces an outdated hash.
   * @returns Whether the condition held.
   */
  async record({ id, passwordHash }: CustomerCredentials, newHash?: string): Promise<boolean> {
    const hash = newHash ?? passwordHash;
    return (await this.database.execute(RECORD, hash, id, passwordHash)) === 1;
  }
}

const credentialsFrom = (row: Row): CustomerCredentials => ({
  id: row.entity_id,
  email: row.email,
  passwordHash: row.password_hash,
  isAdmitted: Boolean(row.is_active) && row.confirmation === null,
});
