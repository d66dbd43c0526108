import { setTimeout } from 'node:timers/promises';
import { DatabaseUnavailableError, type Database } from '../../persistence/index.js';

/** Two transactions met: the database gave up one of them, and doing it again will work. */
const CONFLICT = /^(ER_LOCK_DEADLOCK|ER_CHECKREAD|SQLITE_BUSY)/;

const ATTEMPTS = 5;
const DEADLINE_MS = 3_000;
const PAUSE_MS = 10;

/**
 * Does work again that lost against another transaction. Only the outermost transaction can be
 * repeated; inside one, the error goes to whoever began it.
 */
export async function retryConflicts<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + DEADLINE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const last = attempt === ATTEMPTS || performance.now() > deadline;
      if (database.inTransaction || last || !isConflict(error)) throw error;
      await setTimeout(Math.random() * PAUSE_MS * attempt);
    }
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof DatabaseUnavailableError)) return false;
  const { code, driverError } = (error.cause ?? {}) as {
    code?: unknown;
    driverError?: { code?: unknown };
  };
  return CONFLICT.test(String(code ?? driverError?.code));
}
