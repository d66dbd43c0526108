import type { LoggerService } from '@nestjs/common';
import { printable } from './printable.js';

/** Errors and warnings of the application a command runs in; a log on stdout would spoil results. */
export class StderrLogger implements LoggerService {
  constructor(private readonly stderr: NodeJS.WritableStream) {}

  log(): void {}

  error(message: unknown, ...details: readonly unknown[]): void {
    // Nest logs what stopped the start, and throws it, too: the command's answer says it once.
    if (details.at(-1) !== 'ExceptionHandler') this.write(message);
  }

  warn(message: unknown): void {
    this.write(message);
  }

  private write(message: unknown): void {
    const text = message instanceof Error ? message.message : String(message);
    this.stderr.write(`${printable(text)}\n`);
  }
}
