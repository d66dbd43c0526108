import { Injectable, Inject, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { COMPOSITION, type Composition } from '../../kernel/index.js';
import { ANONYMOUS, Resource, SELF, SIGNED_IN } from '../webapi/index.js';
import { AclTree } from './acl-tree.js';
import { UndeclaredResourceError } from './errors.js';

/** What stands in `@Resource` and is no resource. */
const WHOEVER: readonly string[] = [ANONYMOUS, SELF, SIGNED_IN];

/** Where `@Resource` keeps what it was given. */
const { KEY: RESOURCES } = Resource(ANONYMOUS);

/**
 * Stops the boot when a route of this service asks for a resource that no module brings: nobody
 * could be granted it. An embedding application's own controllers are its business.
 */
@Injectable()
export class ResourceAudit implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly tree: AclTree,
    @Inject(COMPOSITION) private readonly composition: Composition,
  ) {}

  /** @throws {UndeclaredResourceError} Naming every such route. */
  onApplicationBootstrap(): void {
    const include = this.composition.modules.map(({ feature: { module } }) =>
      'module' in module ? module.module : module,
    );
    const strangers = this.discovery
      .getControllers({ include })
      .flatMap(({ metatype }) => this.strangersOf(metatype as Type));
    if (strangers.length > 0) throw new UndeclaredResourceError(strangers);
  }

  private strangersOf(controller: Type): string[] {
    return this.scanner
      .getAllMethodNames(controller.prototype)
      .map((name) => controller.prototype[name])
      .filter((method) => Reflect.getMetadata(METHOD_METADATA, method) !== undefined)
      .flatMap((method) =>
        resourcesOf(controller, method)
          .filter((id) => !WHOEVER.includes(id) && !this.tree.has(id))
          .map((id) => `${id} (${controller.name}.${method.name})`),
      );
  }
}

const resourcesOf = (controller: Type, method: object): readonly string[] =>
  Reflect.getMetadata(RESOURCES, method) ?? Reflect.getMetadata(RESOURCES, controller) ?? [];
