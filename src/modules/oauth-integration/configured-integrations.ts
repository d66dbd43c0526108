import { Inject, Injectable } from '@nestjs/common';
import { COMPOSITION, type Composition, type ConfiguredIntegration } from '../../kernel/index.js';
import { ConfiguredIntegrationError } from './integration-errors.js';
import { integrationKey } from './integration-fields.js';

/** What the modules that are on bring along in `di.ts`. */
@Injectable()
export class ConfiguredIntegrations {
  constructor(@Inject(COMPOSITION) private readonly composition: Composition) {}

  /** @throws {ConfiguredIntegrationError} When two modules bring one of the same name. */
  list(): ConfiguredIntegration[] {
    const owners = new Map<string, string>();
    for (const { name, module } of this.brought()) {
      const other = owners.get(name);
      if (other !== undefined) throw ConfiguredIntegrationError.twice(name, other, module);
      owners.set(name, module);
    }
    return this.brought().map(({ integration }) => integration);
  }

  /** @param name As it is kept. */
  has(name: string): boolean {
    return this.brought().some((each) => each.name === name);
  }

  private brought() {
    return this.composition.modules.flatMap(({ manifest, feature }) =>
      (feature.integrations ?? []).map((integration) => ({
        module: manifest.name,
        name: integrationKey(integration.name),
        integration,
      })),
    );
  }
}
