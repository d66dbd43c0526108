import { ServiceUnavailableError, SignInRefusedError } from '../../../sdk/src/index.js';
import { RefusedError } from './refused-error.js';
import { texts } from './texts.js';

/** @returns A sentence for people about anything that failed. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ServiceUnavailableError) return unavailable(error);
  if (error instanceof SignInRefusedError || error instanceof RefusedError)
    return texts.server[error.template] ?? error.message;
  return texts.failures.unexpected;
}

function unavailable({ status, retryAfterSeconds }: ServiceUnavailableError): string {
  if (!navigator.onLine) return texts.failures.offline;
  if (status === 429) return texts.failures.tooMany(retryAfterSeconds);
  return status === undefined
    ? texts.failures.unreachable
    : texts.failures.unavailable(retryAfterSeconds);
}
