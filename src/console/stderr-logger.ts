import type { LoggerService } from '@nestjs/common';
import { logFields } from '../log-fields.js';
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
    this.stderr.write(`${printable(textOf(message))}\n`);
  }
}

/** Who runs a command reads a sentence: the fields of a line stand behind its text. */
function textOf(message: unknown): string {
  if (message instanceof Error) return message.message;
  if (typeof message !== 'object' || message === null) return String(message);
  const { message: text, ...fields } = logFields(message);
  const told = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${String(value)}`);
  return told.length > 0 ? `${String(text)} (${told.join(', ')})` : String(text);
}
