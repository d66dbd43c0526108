import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { NumericDate, Principal } from '../../contract/index.js';
import { Database } from '../../persistence/index.js';

/** What is remembered of a token: enough to count it, nothing to use it with. */
interface Issued {
  readonly principal: Principal;
  readonly issuedAt: NumericDate;
  readonly expiresAt: NumericDate;
}

const NOTE = 'INSERT INTO jwt_issue (user_type, user_id, issued_at, expires_at) VALUES';

const FLUSH_MS = 50;
/** Every number of rows is a statement of its own, and those are kept prepared. */
const ROWS_AT_ONCE = 100;
const MAX_PENDING = 10_000;

/**
 * Notes every JWT that goes out, so that an operator who is about to switch the format off can be
 * told how many live ones that ends. Written in batches off the request path: a number for people
 * is not worth a database round trip per token, nor a wait for the disk, and none the count may be
 * short of after a crash is any the less valid.
 */
@Injectable()
export class JwtIssueLog implements OnApplicationShutdown {
  private readonly logger = new Logger('jwt-user-token');
  private pending: Issued[] = [];
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined;
  private written: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** Returns at once. What is rolled back was never issued. */
  add(issued: Issued): void {
    this.database.afterCommit(() => this.enqueue(issued));
  }

  private enqueue(issued: Issued): void {
    if (this.pending.length < MAX_PENDING) this.pending.push(issued);
    else this.dropped += 1;
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** Writes what is pending; a database that is away costs the count, never a sign-in. */
  flush(): Promise<void> {
    // At the end the database is closed: not before what is being written is there.
    this.written = this.written.then(() => this.writeAll());
    return this.written;
  }

  private async writeAll(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const rows = this.pending;
    this.pending = [];
    if (rows.length === 0) return;
    if (this.dropped > 0) this.warn(this.dropped, 'too many at once');
    this.dropped = 0;
    try {
      for (let index = 0; index < rows.length; index += ROWS_AT_ONCE)
        await this.write(rows.slice(index, index + ROWS_AT_ONCE));
    } catch (error) {
      this.warn(rows.length, String(error));
    }
  }

  private async write(rows: readonly Issued[]): Promise<void> {
    const values = rows.flatMap(({ principal, issuedAt, expiresAt }) => [
      principal.type,
      principal.id,
      issuedAt,
      expiresAt,
    ]);
    const places = rows.map(() => '(?, ?, ?, ?)').join(', ');
    await this.database.executeRelaxed(`${NOTE} ${places}`, ...values);
  }

  private warn(tokens: number, cause: string): void {
    const message = 'could not note issued tokens; their count will be short';
    this.logger.warn({ message, tokens, cause });
  }
}
