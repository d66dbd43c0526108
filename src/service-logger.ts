import type { LoggerService } from '@nestjs/common';
import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { DomainError, type RequestContext } from './contract/index.js';
import { logFields, logText } from './log-fields.js';
import type { LogLevel } from './server-settings.js';

/** Nest's account of its own start: one line per module and route. */
const NEST_INTERNALS = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

const STDOUT = 1;

/** Bytes of lines that wait for room; what is beyond them is lost. */
const MAX_WAITING = 4_194_304;
const RETRY_MS = 100;

/**
 * Written to at once: the last line before a crash is the one that matters. A disk that is full, or a
 * reader that stands still, is no reason to refuse anything, nor to wait: what cannot be written is
 * tried again, within bounds.
 *
 * @param file Descriptor of an open file.
 */
export function logStream(file: number = STDOUT): DestinationStream {
  const stream = destination({
    dest: file,
    sync: true,
    maxLength: MAX_WAITING,
    // Its own retry holds up the event loop for as long as a pipe is full.
    retryEAGAIN: () => false,
  });
  let retry: NodeJS.Timeout | undefined;
  // Without a listener whoever logs would be thrown the error, even what answers an error.
  stream.on('error', () => {
    retry ??= setTimeout(() => {
      retry = undefined;
      stream.write('');
    }, RETRY_MS).unref();
  });
  return stream;
}

/**
 * One JSON object per line on standard output, where containers look for it. Lines for the
 * operator, such as the first password, go there, too, but never through here: they are no JSON.
 */
export class ServiceLogger implements LoggerService {
  private readonly logger: Logger;
  private readonly tellsInternals: boolean;
  private requests: RequestContext | undefined;

  constructor(level: LogLevel, stream: DestinationStream = logStream()) {
    this.tellsInternals = level === 'debug' || level === 'trace';
    this.logger = pino(
      {
        level,
        base: { pid: process.pid },
        messageKey: 'message',
        timestamp: stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      stream,
    );
  }

  /** From now on every line says in the course of which request it was written. */
  follow(requests: RequestContext): void {
    this.requests = requests;
  }

  log(message: unknown, ...rest: readonly unknown[]): void {
    if (this.tellsInternals || !NEST_INTERNALS.has(String(rest.at(-1))))
      this.write('info', message, rest);
  }

  /** What stops a start is thrown as well, and whoever starts the service tells it in one line. */
  error(message: unknown, ...rest: readonly unknown[]): void {
    const context = rest.at(-1);
    if (context === 'NestApplication') return;
    if (context === 'ExceptionHandler' && message instanceof DomainError) return;
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** @param rest As Nest passes it on: the logger's context last, before it a stack, perhaps. */
  private write(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    if (!this.logger.isLevelEnabled(level)) return;
    const context = rest.at(-1);
    const stack = rest.length > 1 ? rest.at(-2) : undefined;
    const requestId = this.requests?.current()?.requestId;
    const line: { context?: string; requestId?: string; stack?: string } = {};
    if (typeof context === 'string') line.context = context;
    if (requestId !== undefined) line.requestId = requestId;
    if (typeof stack === 'string') line.stack = stack;
    this.logger[level](logFields(Object.assign(line, told(message))));
  }
}

/** An object is a line of fields of its own, its text in `message`. */
function told(message: unknown): object {
  if (message instanceof Error)
    return { message: logText(message.message), name: message.name, stack: message.stack };
  if (typeof message === 'object' && message !== null) return message;
  return { message: String(message) };
}
