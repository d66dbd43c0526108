import { DomainError } from '../contract/index.js';

/** The switchboard cannot be set as asked. Met by operators, never by web clients. */
abstract class SwitchboardError extends DomainError {
  readonly kind = 'invalid';
}

export class UnknownModuleError extends SwitchboardError {
  readonly code = 'MODULE_UNKNOWN';

  constructor(names: readonly string[]) {
    super('Unknown module(s): %1', [names.map((name) => `'${name}'`).join(', ')]);
  }
}

export class ModuleManifestError extends SwitchboardError {
  readonly code = 'MODULE_MANIFEST';

  constructor(name: string, problem: string, options?: ErrorOptions) {
    super('Module %1 cannot be used: %2.', [name, problem], options);
  }

  /** @param cause What its code threw; the first line is told. */
  static because(name: string, problem: string, cause: unknown): ModuleManifestError {
    const [line] = String(cause).split('\n');
    return new this(name, `${problem} (${line})`, { cause });
  }
}

export class ModuleFileError extends SwitchboardError {
  readonly code = 'MODULE_FILE';

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super('The module list %1 cannot be used: %2.', [file, problem], options);
  }
}

export class CircularSequenceError extends SwitchboardError {
  readonly code = 'MODULE_SEQUENCE_CIRCULAR';

  constructor(path: readonly string[]) {
    super('Circular sequence reference: %1.', [path.join(' -> ')]);
  }
}

export class ModuleConstraintError extends SwitchboardError {
  readonly code = 'MODULE_CONSTRAINT';

  constructor(constraints: readonly string[]) {
    super('Unable to change status of modules because of the following constraints:\n%1', [
      constraints.join('\n'),
    ]);
  }
}

export class AmbiguousPreferenceError extends SwitchboardError {
  readonly code = 'MODULE_PREFERENCE_AMBIGUOUS';

  constructor(contract: string, first: string, second: string) {
    super(
      'Modules %2 and %3 both claim %1, and neither names the other in its sequence. ' +
        'Disable one, or name one in the sequence of the other.',
      [contract, first, second],
    );
  }
}

export class PreferenceLostError extends SwitchboardError {
  readonly code = 'MODULE_PREFERENCE_LOST';

  constructor(contract: string, module: string) {
    super('Module %2 cannot be accept-only: no other module provides %1.', [contract, module]);
  }
}

export class DuplicateCommandError extends SwitchboardError {
  readonly code = 'MODULE_COMMAND_DUPLICATE';

  constructor(command: string) {
    super('Two of the modules that are on bring a command named %1. Disable one.', [command]);
  }
}

export class ModuleIntegrationError extends SwitchboardError {
  readonly code = 'MODULE_INTEGRATION';

  constructor(name: string, problem: string) {
    super("The integration '%1' cannot be used: %2.", [name, problem]);
  }
}

export class AclResourceError extends SwitchboardError {
  readonly code = 'MODULE_ACL';

  constructor(id: string, problem: string) {
    super('The ACL resource %1 cannot be used: %2.', [id, problem]);
  }
}

export class SettingError extends SwitchboardError {
  readonly code = 'SETTING_INVALID';

  /** @param problem What is wrong with it, without the value: it may be a secret. */
  constructor(setting: string, problem: string) {
    super('Setting %1 is not valid: %2.', [setting, problem]);
  }
}
