/** A resource as `GET /rest/V1/integrations/resources` offers it: after the one above it. */
export interface OfferedResource {
  readonly id: string;
  readonly title: string;
  readonly parent: string | null;
  readonly grantable: boolean;
}

export interface ResourceNode extends OfferedResource {
  readonly children: readonly ResourceNode[];
}

/** Ids of the topmost resources that are ticked: one includes those below it. */
export type Choice = ReadonlySet<string>;

export const treeOf = (
  offered: readonly OfferedResource[],
  above: string | null = null,
): readonly ResourceNode[] =>
  offered
    .filter(({ parent }) => parent === above)
    .map((each) => ({ ...each, children: treeOf(offered, each.id) }));

const idsBelow = ({ children }: ResourceNode): string[] =>
  children.flatMap((child) => [child.id, ...idsBelow(child)]);

/** @returns Whether something below is ticked, so that the resource itself is so in part. */
export const isPartly = (node: ResourceNode, choice: Choice): boolean =>
  idsBelow(node).some((id) => choice.has(id));

/** Ticks a resource, or clears it; what was ticked below it goes without saying. */
export function toggled(node: ResourceNode, choice: Choice): Choice {
  const next = new Set(choice);
  if (next.delete(node.id)) return next;
  for (const id of idsBelow(node)) next.delete(id);
  return next.add(node.id);
}
