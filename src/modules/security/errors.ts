import { DomainError, type ErrorKind } from '../../contract/index.js';

/** The keys cannot be changed as asked. Met by operators only. */
export class KeyChangeRefusedError extends DomainError {
  readonly code = 'KEY_CHANGE_REFUSED';
  readonly kind: ErrorKind = 'invalid';

  constructor(reason: string) {
    super('The keys are unchanged: %1.', [reason]);
  }
}
