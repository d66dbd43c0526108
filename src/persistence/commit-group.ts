import type { Turnstile } from './turnstile.js';

/** The part of the connection that is used. */
export interface CommittingConnection {
  readonly inTransaction: boolean;
  exec(sql: string): void;
}

/** Runs one statement, kept prepared. @returns How many rows it changed. */
export type RunStatement = (sql: string, parameters: readonly unknown[]) => number;

interface Member {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly durable: boolean;
  readonly resolve: (changes: number) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Statements that are each a transaction by themselves, in a common one. On SQLite a commit holds up
 * the whole process until the disk has it, and a hundred requests that each wait for their own would
 * queue for as many; those that come in the same turn of the event loop share one. Each is answered
 * after the commit, and one that fails changes nothing and takes nobody with it.
 */
export class CommitGroup {
  private members: Member[] = [];
  private waitsForDisk = true;

  constructor(
    private readonly connection: () => CommittingConnection,
    private readonly turnstile: Turnstile,
    private readonly run: RunStatement,
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
    try {
      await this.turnstile.enter(this);
      // Whoever came while others held the connection is in it, too.
      members = this.members.splice(0);
      this.waitForDisk(members.some(({ durable }) => durable));
      for (const answer of this.outcomes(members)) answer();
    } catch (error) {
      // Where nobody was let in, all still wait.
      for (const { reject } of [
        ...members,
        ...(members.length === 0 ? this.members.splice(0) : []),
      ])
        reject(error);
    } finally {
      this.turnstile.leave(this);
    }
  }

  /** @returns How to answer each, now that it is committed. @throws When nothing is. */
  private outcomes(members: readonly Member[]): (() => void)[] {
    const [only, ...others] = members;
    if (only && others.length === 0) return [this.outcome(only)];
    this.run('BEGIN IMMEDIATE', []);
    try {
      const outcomes = members.map((member) => this.outcome(member));
      this.run('COMMIT', []);
      return outcomes;
    } catch (error) {
      if (this.connection().inTransaction) this.run('ROLLBACK', []);
      throw error;
    }
  }

  private outcome({ sql, parameters, resolve, reject }: Member): () => void {
    const grouped = this.connection().inTransaction;
    try {
      const changes = this.run(sql, parameters);
      return () => resolve(changes);
    } catch (error) {
      // A full disk and the like end the whole transaction; a broken constraint only the statement.
      if (grouped && !this.connection().inTransaction) throw error;
      return () => reject(error);
    }
  }
}
