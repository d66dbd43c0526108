import type { LoggerService } from '@nestjs/common';
import type { Environment } from './kernel/index.js';

/** What the settings of an installation may name, and this version does not know: what to do instead. */
const UNREAD: Readonly<Record<string, string>> = {
  REDIS_URL: 'processes share the database, and nothing else',
  WORKERS: 'one process works; start more of them behind a proxy',
};

/** A setting that does nothing is worse than one that is refused: whoever set it counts on it. */
export function warnOfUnreadSettings(environment: Environment, logger: LoggerService): void {
  for (const [setting, instead] of Object.entries(UNREAD))
    if ((environment[setting] ?? '') !== '')
      logger.warn({
        message: 'this version does not read a setting that is given',
        setting,
        instead,
      });
}
