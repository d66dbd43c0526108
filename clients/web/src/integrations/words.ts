import { SessionEndedError } from '../../../sdk/src/index.js';
import { sentenceOf } from '../frame/failure.js';
import { RefusedError } from '../frame/refused-error.js';
import { texts } from './texts.js';

/** The end of the session is shown by another page. */
export function inWords(error: unknown): string {
  if (error instanceof SessionEndedError) return '';
  const own = error instanceof RefusedError ? texts.server[error.template] : undefined;
  return own ?? sentenceOf(error);
}
