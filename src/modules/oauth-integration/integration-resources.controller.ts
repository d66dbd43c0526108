import { Get, Header } from '@nestjs/common';
import { AccessControl, type AccessToken, type Principal } from '../../contract/index.js';
import { AclTree, type AclNode } from '../authorization/index.js';
import { CurrentToken, Operation, Resource, RestController } from '../webapi/index.js';
import { LIST_GRANTABLE } from './integration-resources.operations.js';

/** A resource as it is offered to whoever grants it. */
interface OfferedResource {
  readonly id: string;
  readonly title: string;
  readonly parent: string | null;
  readonly grantable: boolean;
}

/** What there is to grant to an integration: nobody can give away what they have not. */
@RestController('integrations/resources')
@Resource('Magento_Integration::integrations')
export class IntegrationResourcesController {
  constructor(
    private readonly tree: AclTree,
    private readonly accessControl: AccessControl,
  ) {}

  @Get()
  @Operation(LIST_GRANTABLE)
  @Header('Cache-Control', 'no-store')
  list(@CurrentToken() { principal }: AccessToken): Promise<OfferedResource[]> {
    return this.below(this.tree.root, null, principal);
  }

  /** Depth first, so that a resource comes after the one above it. */
  private async below(
    { id, title, children }: AclNode,
    parent: string | null,
    caller: Principal,
  ): Promise<OfferedResource[]> {
    const grantable = await this.accessControl.isAllowed(caller, [id]);
    const lists = children.map((child) => this.below(child, id, caller));
    return [{ id, title, parent, grantable }, ...(await Promise.all(lists)).flat()];
  }
}
