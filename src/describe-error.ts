import { DomainError } from './contract/index.js';
import { ModuleConstraintError } from './kernel/index.js';

/** An error in the form that `--json` prints. */
export interface ErrorDescription {
  /** Code of the {@link DomainError}; `UNEXPECTED` for anything else. */
  readonly code: string;
  /** One line; several only where constraints are listed. */
  readonly message: string;
}

/** Puts an error into words for the operator, without a stack. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof ModuleConstraintError) return { code: error.code, message: error.render() };
  if (error instanceof DomainError)
    return { code: error.code, message: oneLine(error.render() + reasonOf(error)) };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'UNEXPECTED', message: `Unexpected error: ${oneLine(message)}` };
}

/** "Try again later" is no help to the operator, who is the one to do something about it. */
function reasonOf({ kind, cause }: DomainError): string {
  if (kind !== 'unavailable' || !(cause instanceof Error)) return '';
  // A failed connection to a name with several addresses has a code, but no message.
  return ` (${cause.message || String((cause as { code?: unknown }).code)})`;
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
