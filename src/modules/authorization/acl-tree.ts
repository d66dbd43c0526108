import { Inject, Injectable } from '@nestjs/common';
import { ACL_ROOT, aclParent, COMPOSITION, type Composition } from '../../kernel/index.js';
import { UnknownResourceError } from './errors.js';
import { nearMatches } from './near-matches.js';

/** A resource with those below it. */
export interface AclNode {
  readonly id: string;
  readonly title: string;
  readonly children: readonly AclNode[];
}

/** What somebody may do, ready to be asked: everything granted, and everything below that. */
export type Rights = Pick<ReadonlySet<string>, 'has'>;

/** Ids that no module brings and `self` included. */
const EVERYTHING: Rights = { has: () => true };

/** The resources of all modules that are on, under one root. Does not change after the start. */
@Injectable()
export class AclTree {
  private readonly titles = new Map<string, string>();
  private readonly parents = new Map<string, string>();
  /** Every resource with itself and all that is below it. */
  private readonly reach = new Map<string, readonly string[]>();

  constructor(@Inject(COMPOSITION) { acl }: Composition) {
    for (const resource of acl.values()) {
      const parent = aclParent(resource);
      this.titles.set(resource.id, resource.title);
      // The module of the parent may be off: then this hangs under the root.
      if (parent !== undefined) this.parents.set(resource.id, acl.has(parent) ? parent : ACL_ROOT);
    }
    for (const id of this.titles.keys())
      for (const above of [id, ...this.above(id)])
        this.reach.set(above, [...(this.reach.get(above) ?? []), id]);
  }

  get root(): AclNode {
    return this.node(ACL_ROOT);
  }

  has(id: string): boolean {
    return this.titles.has(id);
  }

  /** From a resource's parent up to the root; nothing for an id that is none. */
  above(id: string): readonly string[] {
    const parent = this.parents.get(id);
    return parent === undefined ? [] : [parent, ...this.above(parent)];
  }

  /** @throws {UnknownResourceError} Naming those that are none, and what may have been meant. */
  check(ids: readonly string[]): void {
    const unknown = ids.filter((id) => !this.has(id));
    if (unknown.length === 0) return;
    const near = unknown.flatMap((id) => nearMatches(id, [...this.titles.keys()]));
    throw new UnknownResourceError(unknown, [...new Set(near)]);
  }

  /**
   * @param granted Ids as stored. One that no module brings any more allows nothing, until one
   *   brings it again.
   */
  rights(granted: readonly string[]): Rights {
    if (granted.includes(ACL_ROOT)) return EVERYTHING;
    return new Set(granted.flatMap((id) => this.reach.get(id) ?? []));
  }

  private node(id: string): AclNode {
    const children = [...this.parents].filter(([, parent]) => parent === id);
    return {
      id,
      title: this.titles.get(id) ?? id,
      children: children.map(([child]) => this.node(child)),
    };
  }
}
