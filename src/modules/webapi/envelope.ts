import type { DomainError, ErrorParameters } from '../../contract/index.js';
import { InputErrors } from './input-errors.js';

/** The one error body of this API: templates with their values beside them, unrendered. */
export interface Envelope {
  readonly message: string;
  readonly errors?: readonly Envelope[];
  /** An object for `%name` placeholders, an array for `%1`; absent when there are none. */
  readonly parameters?: ErrorParameters;
  /** The stack, where developers are at work. */
  readonly trace?: string;
}

/** The members stand in the order in which Magento writes them. */
export function envelopeOf(error: DomainError): Envelope {
  const { message, parameters } = error;
  return {
    message,
    ...(error instanceof InputErrors && { errors: error.errors.map(envelopeOf) }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
}
