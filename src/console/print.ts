import type { ConsoleResult } from '../contract/index.js';
import { describeError } from '../describe-error.js';
import { printable } from './printable.js';
import type { ConsoleStreams } from './stream-terminal.js';

/** How an error is to be shown. */
export interface ErrorStyle {
  /** As a JSON value on standard output, where the result would have been. */
  readonly json: boolean;
  /** With its stack, for developers. */
  readonly stack: boolean;
}

/** Prints what a command answers. */
export function printResult(
  { text, json }: ConsoleResult,
  { stdout }: ConsoleStreams,
  asJson: boolean,
): void {
  if (!asJson && text === '') return;
  stdout.write(asJson ? JSON.stringify(json ?? null) : printable(text));
  // By itself: Node takes what a full disk cut short for written, and only the next write fails.
  stdout.write('\n');
}

/** Prints why a command does not answer. */
export function printError(
  error: unknown,
  { stdout, stderr }: ConsoleStreams,
  style: ErrorStyle,
): void {
  const description = describeError(error);
  if (style.json) stdout.write(`${JSON.stringify({ error: description })}\n`);
  else stderr.write(`${printable(description.message)}\n`);
  if (style.stack) for (const text of stacksOf(error)) stderr.write(`${printable(text)}\n`);
}

const stacksOf = (error: unknown): string[] =>
  error instanceof Error ? [error.stack ?? '', ...stacksOf(error.cause)] : [];
