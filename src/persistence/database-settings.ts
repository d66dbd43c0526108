import { resolve } from 'node:path';
import { z } from 'zod';
import { defineSettings } from '../kernel/index.js';
import { serverAddress } from './server-address.js';

/** Where state is kept. */
export interface DatabaseSettings {
  /** Absolute path of the folder for the embedded database and the master key. */
  readonly dataDir: string;
  /** `mariadb://` or `mysql://` URL; undefined means SQLite in {@link dataDir}. */
  readonly url: string | undefined;
  /** How long a start waits for a database that is away, in seconds. */
  readonly waitSeconds: number;
  /** How long answers may come from memory while the database is away, in seconds. */
  readonly maxStalenessSeconds: number;
}

// What is no URL at all has been told of by then.
const ifUrl =
  (accepts: (url: URL) => boolean) =>
  (text: string): boolean =>
    !URL.canParse(text) || accepts(new URL(text));

const namesDatabase = ifUrl(({ hostname, pathname }) => hostname !== '' && pathname.length > 1);

const isDecodable = ifUrl(({ href }) => {
  try {
    serverAddress(href);
    return true;
  } catch {
    return false;
  }
});

/** Above all none that asks for TLS: whoever wrote it counts on it. */
const hasNoOptions = ifUrl(({ search, hash }) => search === '' && hash === '');

export const DatabaseSettings = defineSettings(
  'DatabaseSettings',
  z.object({
    DATA_DIR: z
      .string()
      .default('var')
      .describe('folder for the embedded database and the master key; mode 0700'),
    DATABASE_URL: z
      .url({ protocol: /^(mariadb|mysql)$/, error: 'must be a mariadb:// or mysql:// URL' })
      .refine(isDecodable, 'must have % before two hexadecimal digits alone; %25 stands for it')
      .refine(namesDatabase, 'must name a host and a database')
      .refine(
        hasNoOptions,
        'must end with the name of the database: options behind it are not read',
      )
      .optional()
      .describe('mariadb://user:pass@host:3306/db or mysql://...; unset: SQLite in DATA_DIR'),
    DATABASE_WAIT_SECONDS: z.coerce
      .number()
      .int()
      .min(0)
      .max(86_400)
      .default(60)
      .describe('seconds that a start waits for a database that is away; 0: not at all'),
    FEED_MAX_STALENESS_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(3600)
      .default(30)
      .describe(
        'seconds that accounts, roles and revocations may be answered from memory while the database is away',
      ),
  }),
  (fields): DatabaseSettings => ({
    dataDir: resolve(fields.DATA_DIR),
    url: fields.DATABASE_URL,
    waitSeconds: fields.DATABASE_WAIT_SECONDS,
    maxStalenessSeconds: fields.FEED_MAX_STALENESS_SECONDS,
  }),
);
