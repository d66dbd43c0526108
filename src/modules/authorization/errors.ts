import { DomainError, type ErrorKind } from '../../contract/index.js';

/** Rights cannot be changed as asked. Met by operators, never by web clients. */
abstract class RightsError extends DomainError {
  readonly kind: ErrorKind = 'invalid';
}

export class UnknownRoleError extends RightsError {
  readonly code = 'ROLE_UNKNOWN';

  constructor(name: string) {
    super('There is no role named "%1".', [name]);
  }
}

export class RoleExistsError extends RightsError {
  readonly code = 'ROLE_EXISTS';

  constructor(name: string) {
    super('There is already a role named "%1".', [name]);
  }
}

export class RoleFieldError extends RightsError {
  readonly code = 'ROLE_FIELD';

  /** @param rule What the field must be. */
  constructor(field: string, rule: string) {
    super('The %1 must be %2.', [field, rule]);
  }
}

export class RoleInUseError extends RightsError {
  readonly code = 'ROLE_IN_USE';

  constructor(name: string) {
    super('The role "%1" is in use; give those who have it another one first.', [name]);
  }
}

export class LastFullRoleError extends RightsError {
  readonly code = 'ROLE_LAST_FULL';

  constructor(name: string) {
    super('The role "%1" is the last one that allows everything.', [name]);
  }
}

export class FullAccessLostError extends RightsError {
  readonly code = 'FULL_ACCESS_LOST';

  constructor() {
    super('No active administrator would be left who may do everything.');
  }
}

export class UnknownResourceError extends RightsError {
  readonly code = 'RESOURCE_UNKNOWN';

  /** @param near Ids that may have been meant. */
  constructor(ids: readonly string[], near: readonly string[]) {
    const hint = near.length > 0 ? 'Did you mean %2? The command' : 'The command';
    const all = ids.join(', ');
    super(
      `There is no ACL resource %1. ${hint} acl:list shows all.`,
      near.length > 0 ? [all, near.join(' or ')] : [all],
    );
  }
}

export class ResourceNotGrantedError extends RightsError {
  readonly code = 'RESOURCE_NOT_GRANTED';

  /** @param above What the role has instead and the resource lies below. */
  constructor(role: string, resource: string, above: string | undefined) {
    super(
      above === undefined
        ? 'The role "%1" has not been granted %2.'
        : 'The role "%1" has %2 through %3 only: revoke that, and grant what is to remain.',
      [role, resource, above ?? ''],
    );
  }
}

/** A bug in a module, which would otherwise show as a route that only some can ever reach. */
export class UndeclaredResourceError extends RightsError {
  readonly code = 'RESOURCE_UNDECLARED';

  constructor(routes: readonly string[]) {
    super('Routes ask for ACL resources that no module brings: %1.', [routes.join(', ')]);
  }
}
