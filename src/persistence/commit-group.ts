import type { Turnstile } from './turnstile.js';
import { takeWriteLock } from './write-lock.js';

/** How every transaction that writes begins. */
export const BEGIN = 'BEGIN IMMEDIATE';

/** The part of the connection that is used. */
export interface CommittingConnection {
  readonly inTransaction: boolean;
}

/** Runs one statement, kept prepared. @returns How many rows it changed. */
export type RunStatement = (sql: string, parameters: readonly unknown[]) => number;

/** Waits until what has been committed is on the disk. */
export type Flush = () => Promise<void>;

interface Member {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly durable: boolean;
  readonly resolve: (changes: number) => void;
  readonly reject: (error: unknown) => void;
}

/** How a member is answered once its change is as safe as it wants to be. */
type Answer = Pick<Member, 'durable' | 'reject'> & { readonly answer: () => void };

/**
 * Statements that are each a transaction by themselves, in a common one. SQLite commits one at a time,
 * and a hundred requests that each commit for themselves would queue for as many; those that come in
 * the same turn of the event loop, or while somebody else's transaction is open, share one. Each is
 * answered after the commit, and one that fails changes nothing and takes nobody with it.
 */
export class CommitGroup {
  private members: Member[] = [];

  constructor(
    private readonly connection: () => CommittingConnection,
    private readonly turnstile: Turnstile,
    private readonly run: RunStatement,
    private readonly flush: Flush,
  ) {}

  /** @param durable Whether the answer waits for the disk. */
  changes(sql: string, parameters: readonly unknown[], durable: boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const size = this.members.push({ sql, parameters, durable, resolve, reject });
      if (size === 1) setImmediate(() => void this.next());
    });
  }

  private async next(): Promise<void> {
    // Of this commit alone: another one of the group, which gives up waiting, must not let somebody in.
    const ticket = {};
    try {
      await this.turnstile.enter(ticket);
      await this.begin();
    } catch (error) {
      for (const { reject } of this.members.splice(0)) reject(error);
      this.turnstile.leave(ticket);
      return;
    }
    // Whoever came while others held the connection is in it, too.
    const members = this.members.splice(0);
    try {
      const answers = this.commit(members);
      this.turnstile.leave(ticket);
      await this.answer(answers);
    } catch (error) {
      for (const { reject } of members) reject(error);
    } finally {
      this.turnstile.leave(ticket);
    }
  }

  /**
   * Even one statement has a transaction. Refused because another process holds the file, it would stay
   * in progress until it is run again (libsql resets no statement that failed), and SQLite commits
   * nothing meanwhile. This way it is BEGIN that is refused, and the next one resets it.
   */
  private begin(): Promise<void> {
    return takeWriteLock(() => this.run(BEGIN, []));
  }

  /**
   * @returns How to answer each, now that it is committed.
   * @throws When nothing is.
   */
  private commit(members: readonly Member[]): Answer[] {
    try {
      const answers = members.map((member) => this.outcome(member));
      this.run('COMMIT', []);
      return answers;
    } catch (error) {
      if (this.connection().inTransaction) this.run('ROLLBACK', []);
      throw error;
    }
  }

  private outcome({ sql, parameters, durable, resolve, reject }: Member): Answer {
    try {
      const changes = this.run(sql, parameters);
      return { durable, reject, answer: () => resolve(changes) };
    } catch (error) {
      // A full disk and the like end the whole transaction; a broken constraint only the statement.
      if (!this.connection().inTransaction) throw error;
      return { durable: false, reject, answer: () => reject(error) };
    }
  }

  private async answer(answers: readonly Answer[]): Promise<void> {
    for (const { durable, answer } of answers) if (!durable) answer();
    if (!answers.some(({ durable }) => durable)) return;
    await this.flush();
    for (const { durable, answer } of answers) if (durable) answer();
  }
}
