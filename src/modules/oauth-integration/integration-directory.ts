import { Injectable } from '@nestjs/common';
import { PrincipalDirectory, PrincipalType, type Principal } from '../../contract/index.js';
import { Integrations, principalOf } from './integrations.js';

@Injectable()
export class IntegrationDirectory extends PrincipalDirectory {
  override readonly type = PrincipalType.Integration;

  constructor(private readonly integrations: Integrations) {
    super();
  }

  /** @throws {UnknownIntegrationError} */
  override async principalNamed(name: string): Promise<Principal> {
    return principalOf((await this.integrations.named(name)).id);
  }
}
