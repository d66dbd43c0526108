import { DomainError, UnavailableError } from '../contract/index.js';

/** The command line is not one of ours. */
export class UsageError extends DomainError {
  readonly code = 'CONSOLE_USAGE';
  readonly kind = 'invalid';

  constructor(problem: string) {
    super('%1', [problem]);
  }
}

export class NoModulesSpecifiedError extends DomainError {
  readonly code = 'CONSOLE_NO_MODULES';
  readonly kind = 'invalid';

  constructor() {
    super('No modules specified. Specify a space-separated list of modules.');
  }
}

/** A secret was to be asked for where nobody can answer. */
export class NotATerminalError extends DomainError {
  readonly code = 'CONSOLE_NOT_A_TERMINAL';
  readonly kind = 'invalid';

  /** @param option What to use instead. */
  constructor(option?: string) {
    const advice = option === undefined ? '' : ` Use ${option}.`;
    super(`Nobody can be asked: standard input is not a terminal.${advice}`);
  }
}

export class InputTooLongError extends DomainError {
  readonly code = 'CONSOLE_INPUT_TOO_LONG';
  readonly kind = 'too-large';

  constructor(limitBytes: number) {
    super('Standard input is longer than %1 bytes.', [String(limitBytes)]);
  }
}

export class InputEncodingError extends DomainError {
  readonly code = 'CONSOLE_INPUT_ENCODING';
  readonly kind = 'invalid';

  constructor() {
    super('Standard input is not UTF-8.');
  }
}

/** Ctrl-C or Ctrl-D at a question. */
export class AbortedError extends DomainError {
  readonly code = 'CONSOLE_ABORTED';
  readonly kind = 'invalid';

  constructor() {
    super('Aborted.');
  }
}

/** Another command holds the module list, and goes on doing so. */
export class ModuleFileBusyError extends UnavailableError {
  readonly code = 'CONSOLE_MODULE_FILE_BUSY';

  constructor(file: string) {
    super('Another command is changing the module list %1. Please try again later.', [file]);
  }
}
