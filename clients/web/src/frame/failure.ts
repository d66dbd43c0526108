import { ServiceUnavailableError, SignInRefusedError } from '../../../sdk/src/index.js';
import { NoSecurityKeysError } from './security-key.js';
import { RefusedError } from './refused-error.js';
import { texts } from './texts.js';

/** @returns A sentence for people about anything that failed. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ServiceUnavailableError) return unavailable(error);
  if (error instanceof SignInRefusedError || error instanceof RefusedError)
    return texts.server[error.template] ?? error.message;
  if (error instanceof NoSecurityKeysError) return texts.proof.noKeys;
  return (error instanceof DOMException && ofKey(error)) || texts.failures.unexpected;
}

/** What browsers say of security keys (WebAuthn, sections 5.1.3 and 5.1.4). */
function ofKey({ name }: DOMException): string | undefined {
  if (name === 'InvalidStateError') return texts.proof.known;
  if (name === 'SecurityError') return texts.proof.noKeys;
  return name === 'NotAllowedError' || name === 'AbortError' ? texts.proof.cancelled : undefined;
}

function unavailable({ status, retryAfterSeconds }: ServiceUnavailableError): string {
  if (!navigator.onLine) return texts.failures.offline;
  if (status === 429) return texts.failures.tooMany(retryAfterSeconds);
  return status === undefined
    ? texts.failures.unreachable
    : texts.failures.unavailable(retryAfterSeconds);
}
