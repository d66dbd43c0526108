import { z } from 'zod';
import { defineSettings } from '../../kernel/index.js';

/** Where store views are found that have no address of their own. */
export interface StoreSettings {
  /** Without a slash at the end. */
  readonly baseUrl: string;
}

/** The server declares these and refuses bad ones; here they are only read. */
const Listening = z.object({
  PUBLIC_BASE_URL: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.string().default('3000'),
});

export const StoreSettings = defineSettings(
  'StoreSettings',
  z.looseObject({}).pipe(Listening),
  ({ PUBLIC_BASE_URL: given, HOST: host, PORT: port }): StoreSettings => ({
    baseUrl: (given ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(
      /\/+$/,
      '',
    ),
  }),
);
