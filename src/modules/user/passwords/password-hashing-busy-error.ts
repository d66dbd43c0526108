import { UnavailableError } from '../../../contract/index.js';

/**
 * More sign-ins arrive than the processor can hash. Refusing is the defence: each waiting
 * password holds a request open, and each running one 19 MiB and a thread.
 */
export class PasswordHashingBusyError extends UnavailableError {
  readonly code = 'PASSWORD_HASHING_BUSY';

  /** @param options With a cause where no thread could be had to hash on. */
  constructor(options?: ErrorOptions) {
    super('The service is busy. Please try again later.', {}, options);
  }
}
