import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@nestjs/common';
import {
  DatabaseUnavailableError,
  reachDatabase,
  type DatabaseSettings,
} from './persistence/index.js';
import type { ServerSettings } from './server-settings.js';
import { StandIn } from './stand-in.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Waits for a database that is away: where all containers of an installation start at once, the
 * database is the last to be ready. Meanwhile a {@link StandIn} answers, so that whoever watches
 * the process does not take it for dead and start it again and again.
 *
 * @throws {DatabaseUnavailableError} When the time to wait is over.
 */
export async function awaitDatabase(
  database: DatabaseSettings,
  server: ServerSettings,
  logger: LoggerService,
): Promise<void> {
  const deadline = performance.now() + database.waitSeconds * 1_000;
  let standIn: StandIn | undefined;
  try {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return await reachDatabase(database);
      } catch (error) {
        if (!(error instanceof DatabaseUnavailableError)) throw error;
        if (performance.now() + pause > deadline) throw error;
        standIn ??= await StandIn.listen(server);
        const reason = (error.cause as { code?: unknown } | undefined)?.code;
        logger.warn({ message: 'the database is away; the start waits for it', reason });
      }
      await setTimeout(pause);
    }
  } finally {
    await standIn?.close();
  }
}
