import { ConsoleLogger, type LogLevel as NestLogLevel } from '@nestjs/common';
import { DomainError } from './contract/index.js';
import type { LogLevel } from './server-settings.js';

/** Nest's names for the levels, from the least talkative to the most. */
const LEVELS: readonly (readonly [LogLevel, NestLogLevel])[] = [
  ['fatal', 'fatal'],
  ['error', 'error'],
  ['warn', 'warn'],
  ['info', 'log'],
  ['debug', 'debug'],
  ['trace', 'verbose'],
];

/** Nest's account of its own start: one line per module and route. */
const NEST_INTERNALS = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** One JSON object per line, on standard output. */
export class ServiceLogger extends ConsoleLogger {
  private readonly tellsInternals: boolean;

  constructor(level: LogLevel) {
    const last = LEVELS.findIndex(([name]) => name === level);
    super({ json: true, logLevels: LEVELS.slice(0, last + 1).map(([, name]) => name) });
    this.tellsInternals = level === 'debug' || level === 'trace';
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (!this.tellsInternals && NEST_INTERNALS.has(String(rest.at(-1)))) return;
    super.log(message, ...(rest as [string]));
  }

  /** What stops a start is thrown as well, and whoever starts the service tells it in one line. */
  override error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (context === 'NestApplication') return;
    if (context === 'ExceptionHandler' && message instanceof DomainError) return;
    super.error(message, ...(rest as [string]));
  }
}
