import { ACL_ROOT } from './acl-resources.js';
import { ModuleIntegrationError } from './errors.js';
import type { AclResource, ConfiguredIntegration } from './feature.js';
import type { LoadedModule } from './preferences.js';

/**
 * Collects the integrations of the modules that are on. Two of one name would take turns at being
 * made anew, with other credentials at every start.
 *
 * @throws {ModuleIntegrationError} When two modules bring one of the same name, or a resource is
 *   none.
 */
export function collectIntegrations(
  modules: readonly LoadedModule[],
  acl: ReadonlyMap<string, AclResource>,
): readonly ConfiguredIntegration[] {
  const origins = new Map<string, string>();
  for (const { manifest, feature } of modules)
    for (const { name, resources } of feature.integrations ?? []) {
      // As they are kept: names are one if they are equal in Unicode's NFC.
      const key = name.normalize('NFC').trim();
      const other = origins.get(key);
      if (other !== undefined)
        throw new ModuleIntegrationError(
          name,
          `modules ${other} and ${manifest.name} both bring it`,
        );
      const unknown = resources.find((id) => id !== ACL_ROOT && !acl.has(id));
      if (unknown !== undefined)
        throw new ModuleIntegrationError(name, `there is no ACL resource ${unknown}`);
      origins.set(key, manifest.name);
    }
  return modules.flatMap(({ feature }) => feature.integrations ?? []);
}
