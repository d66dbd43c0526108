import { Injectable } from '@nestjs/common';
import { PrincipalDirectory, type ConsoleOptions, type Principal } from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';
import { USER_TYPES } from './accounts.js';
import { SessionFieldError, UnknownAccountError } from './errors.js';

/** How commands name the owner of sessions. */
export const SESSION_OWNER_OPTIONS = [
  ['--admin <username>', 'an administrator'],
  ['--customer <email>', 'a customer'],
  ['--website <code>', 'the website of the customer, where several have the address'],
] as const;

/** Finds the owner that a command names. */
@Injectable()
export class SessionOwner {
  constructor(
    @InjectAll(PrincipalDirectory) private readonly directories: readonly PrincipalDirectory[],
  ) {}

  /** @throws {DomainError} When not exactly one is named, or there is none of that name. */
  async namedBy({ admin, customer, website }: ConsoleOptions): Promise<Principal> {
    if ((admin === undefined) === (customer === undefined))
      throw new SessionFieldError('owner', 'named by either --admin or --customer');
    if (website !== undefined && customer === undefined)
      throw new SessionFieldError('owner', 'a --customer where there is a --website');
    const type = admin === undefined ? USER_TYPES.customer : USER_TYPES.admin;
    const directory = this.directories.find((each) => each.type === type);
    if (!directory) throw new UnknownAccountError();
    return directory.principalNamed(String(admin ?? customer), website?.toString());
  }
}
