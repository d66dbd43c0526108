import { url as debuggerUrl } from 'node:inspector';
import { z } from 'zod';
import { defineSettings, SettingError, type Environment } from './kernel/index.js';
import { areEveryone, isProxyRange } from './proxy-range.js';

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
  /** Addresses and CIDR ranges whose forwarded headers count; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  readonly headersMaxBytes: number;
}

const definition = defineSettings(
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
    TRUSTED_PROXIES: z
      .string()
      .transform((list) => list.split(',').map((each) => each.trim()))
      .refine((ranges) => ranges.every(isProxyRange), {
        error: 'must be IP addresses and CIDR ranges, separated by commas, or all',
      })
      .optional()
      .describe('proxies whose X-Forwarded headers count: addresses, CIDR ranges or all'),
    HEADERS_MAX_BYTES: z.coerce
      .number()
      .int()
      .min(2_048)
      .max(1_048_576)
      .default(16_384)
      .describe('bytes of the largest block of request headers'),
  }),
  (fields): ServerSettings => ({
    host: fields.HOST,
    port: fields.PORT,
    publicBaseUrl: fields.PUBLIC_BASE_URL?.replace(/\/+$/, ''),
    logLevel: fields.LOG_LEVEL,
    trustedProxies: fields.TRUSTED_PROXIES ?? [],
    headersMaxBytes: fields.HEADERS_MAX_BYTES,
  }),
);

export const ServerSettings = {
  ...definition,

  /** @throws {SettingError} In production also for proxies that are everyone, and a debugger. */
  parse(environment: Environment): ServerSettings {
    const settings = definition.parse(environment);
    if (environment.NODE_ENV !== 'production') return settings;
    if (areEveryone(settings.trustedProxies))
      throw new SettingError('TRUSTED_PROXIES', 'everyone could claim any address');
    if (debuggerUrl() !== undefined)
      throw new SettingError('NODE_ENV', 'production has no debugger; start without --inspect');
    return settings;
  },
};

/** The same alone: an embedding application may mean something else by the other names. */
export const publicBaseUrl = ({ PUBLIC_BASE_URL }: Environment): string | undefined =>
  definition.parse({ PUBLIC_BASE_URL }).publicBaseUrl;
