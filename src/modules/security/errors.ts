import { DomainError, UnavailableError, type ErrorKind } from '../../contract/index.js';

/** The keys cannot be changed as asked. Met by operators only. */
export class KeyChangeRefusedError extends DomainError {
  readonly code = 'KEY_CHANGE_REFUSED';
  readonly kind: ErrorKind = 'invalid';

  constructor(reason: string) {
    super('The keys are unchanged: %1.', [reason]);
  }
}

/** A key was added, and what belongs to that was not all done. Met by operators only. */
export class KeyChangeUnfinishedError extends UnavailableError {
  readonly code = 'KEY_CHANGE_UNFINISHED';

  /** @param id Of the key, which stays: another process may have read it and made use of it. */
  constructor(id: string, missing: string, options: ErrorOptions) {
    super(
      'Key %1 was added, and no key is lost, but %2. ' +
        'Do not rotate again: restart the service, which encrypts what is left.',
      [id, missing],
      options,
    );
  }
}

/** Too many try to sign in as one name at the same time. */
export class SignInBusyError extends UnavailableError {
  readonly code = 'SIGN_IN_BUSY';

  constructor() {
    super('The service is busy. Please try again later.');
  }
}

/** Whether a sign-in was one too many cannot be told; nobody gets in unseen. */
export class SignInUncountedError extends UnavailableError {
  readonly code = 'SIGN_IN_UNCOUNTED';

  constructor(options?: ErrorOptions) {
    super('The service is temporarily unavailable. Please try again later.', {}, options);
  }
}

/** A question to the audit trail that cannot be meant. */
export class AuditFilterError extends DomainError {
  readonly code = 'AUDIT_FILTER';
  readonly kind: ErrorKind = 'invalid';

  constructor(fieldName: string, rule: string) {
    super('"%fieldName" must be %rule.', { fieldName, rule });
  }
}
