import { AclResourceError } from './errors.js';
import type { AclResource } from './feature.js';
import type { LoadedModule } from './preferences.js';

/** Id of the root of the ACL tree: whoever has it may do everything. */
export const ACL_ROOT = 'Magento_Backend::all';

/** Longest id, in characters; the width of the columns that hold one. */
export const MAX_ACL_ID_LENGTH = 255;

/** @returns Whether a text has the shape of an ACL id, which `self` and `anonymous` have not. */
export const isAclId = (text: string): boolean =>
  text.length <= MAX_ACL_ID_LENGTH && /^[A-Za-z]\w*::\w+$/.test(text);

/** Where a resource hangs; `undefined` for the root itself. */
export const aclParent = ({ id, parent }: AclResource): string | undefined =>
  parent ?? (id === ACL_ROOT ? undefined : ACL_ROOT);

/**
 * Collects the resources of the modules that are on. Several may bring the same one, a parent they
 * share for instance, if they say the same of it: order never decides what a role may do.
 *
 * @param modules In sequence order.
 * @returns By id, in the order in which they were first named.
 * @throws {AclResourceError} When two modules disagree, or a resource is below itself.
 */
export function collectAclResources(modules: readonly LoadedModule[]): Map<string, AclResource> {
  const resources = new Map<string, AclResource>();
  const origins = new Map<string, string>();
  for (const { manifest, feature } of modules) {
    for (const resource of feature.acl ?? []) {
      const { id } = resource;
      if (!isAclId(id))
        throw new AclResourceError(
          id,
          `module ${manifest.name} spells it unlike Vendor_Name::name`,
        );
      const known = resources.get(id);
      if (known && !isSame(known, resource))
        throw new AclResourceError(
          id,
          `modules ${origins.get(id)} and ${manifest.name} give it different titles or parents`,
        );
      if (known) continue;
      resources.set(id, resource);
      origins.set(id, manifest.name);
    }
  }
  for (const id of resources.keys()) refuseCircle(id, resources);
  return resources;
}

const isSame = (one: AclResource, other: AclResource): boolean =>
  one.title === other.title && aclParent(one) === aclParent(other);

/** Walks up from a resource: to the root, or to a parent that no module brings. */
function refuseCircle(start: string, resources: ReadonlyMap<string, AclResource>): void {
  const path = [start];
  for (let at = resources.get(start); at; at = resources.get(path.at(-1)!)) {
    const parent = aclParent(at);
    if (parent === undefined) return;
    path.push(parent);
    if (path.indexOf(parent) < path.length - 1)
      throw new AclResourceError(parent, `it is below itself: ${path.join(' -> ')}`);
  }
}
