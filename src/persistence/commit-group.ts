import type { Turnstile } from './turnstile.js';

/** The part of the connection that is used. */
export interface CommittingConnection {
  readonly inTransaction: boolean;
  exec(sql: string): void;
}

/** Runs one statement, kept prepared. @returns How many rows it changed. */
export type RunStatement = (sql: string, parameters: readonly unknown[]) => number;

/** Commits, and leaves the event loop free until the disk has it. */
export type Commit = () => Promise<void>;

interface Member {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly durable: boolean;
  readonly resolve: (changes: number) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Statements that are each a transaction by themselves, in a common one. SQLite commits one at a time,
 * and a hundred requests that each wait for their own would queue for as many; those that come in
 * the same turn of the event loop, or while another commit is on its way, share one. Each is answered
 * after the commit, and one that fails changes nothing and takes nobody with it.
 */
export class CommitGroup {
  private members: Member[] = [];
  private waitsForDisk = true;

  constructor(
    private readonly connection: () => CommittingConnection,
    private readonly turnstile: Turnstile,
    private readonly run: RunStatement,
    private readonly durably: Commit,
  ) {}

  /** @param durable Whether the commit waits for the disk; it may, where somebody else's must. */
  changes(sql: string, parameters: readonly unknown[], durable: boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const size = this.members.push({ sql, parameters, durable, resolve, reject });
      if (size === 1) setImmediate(() => void this.commit());
    });
  }

  /** To be called before a transaction begins. */
  waitForDisk(durable: boolean): void {
    if (this.waitsForDisk === durable) return;
    this.connection().exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    this.waitsForDisk = durable;
  }

  private async commit(): Promise<void> {
    let members: Member[] = [];
    // Of this commit alone: another one of the group, which gives up waiting, must not let somebody in.
    const ticket = {};
    try {
      await this.turnstile.enter(ticket);
      // Whoever came while others held the connection is in it, too.
      members = this.members.splice(0);
      const durable = members.some((member) => member.durable);
      this.waitForDisk(durable);
      for (const answer of await this.outcomes(members, durable)) answer();
    } catch (error) {
      // Where nobody was let in, all still wait.
      for (const { reject } of [
        ...members,
        ...(members.length === 0 ? this.members.splice(0) : []),
      ])
        reject(error);
    } finally {
      this.turnstile.leave(ticket);
    }
  }

  /**
   * Even one statement has a transaction. Refused because another process holds the file, it would stay
   * in progress until it is run again (libsql resets no statement that failed), and SQLite commits
   * nothing meanwhile. This way it is BEGIN that is refused, and the next one resets it.
   *
   * @returns How to answer each, now that it is committed.
   * @throws When nothing is.
   */
  private async outcomes(members: readonly Member[], durable: boolean): Promise<(() => void)[]> {
    this.run('BEGIN IMMEDIATE', []);
    try {
      const outcomes = members.map((member) => this.outcome(member));
      if (durable) await this.durably();
      else this.run('COMMIT', []);
      return outcomes;
    } catch (error) {
      if (this.connection().inTransaction) this.run('ROLLBACK', []);
      throw error;
    }
  }

  private outcome({ sql, parameters, resolve, reject }: Member): () => void {
    try {
      const changes = this.run(sql, parameters);
      return () => resolve(changes);
    } catch (error) {
      // A full disk and the like end the whole transaction; a broken constraint only the statement.
      if (!this.connection().inTransaction) throw error;
      return () => reject(error);
    }
  }
}
