import { z } from 'zod';
import { defineSettings } from './kernel/index.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** How the service's own HTTP server runs. */
export interface ServerSettings {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** How the world reaches the service, without a slash at the end; undefined: as it listens. */
  readonly publicBaseUrl: string | undefined;
  readonly logLevel: LogLevel;
}

export const ServerSettings = defineSettings(
  'ServerSettings',
  z.object({
    HOST: z.string().default('127.0.0.1').describe('address to listen on'),
    PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(3_000)
      .describe('port to listen on; 0: any that is free'),
    PUBLIC_BASE_URL: z
      .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
      .optional()
      .describe('URL under which the world reaches the service; unset: as it listens'),
    LOG_LEVEL: z
      .enum(LOG_LEVELS)
      .default('info')
      .describe(`least important level that is logged: ${LOG_LEVELS.join(', ')}`),
  }),
  (fields): ServerSettings => ({
    host: fields.HOST,
    port: fields.PORT,
    publicBaseUrl: fields.PUBLIC_BASE_URL?.replace(/\/+$/, ''),
    logLevel: fields.LOG_LEVEL,
  }),
);
