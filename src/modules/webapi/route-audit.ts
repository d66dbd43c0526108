import { Inject, Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { COMPOSITION, type Composition } from '../../kernel/index.js';
import { readResources } from './route-facts.js';

/**
 * Stops the boot when a route of this service says nothing about who may call it: a forgotten
 * `@Resource` must never open a door. An embedding application's own controllers are its business.
 */
@Injectable()
export class RouteAudit implements OnApplicationBootstrap {
  constructor(
    private readonly container: ModulesContainer,
    @Inject(COMPOSITION) private readonly composition: Composition,
  ) {}

  /** @throws {Error} Naming every open route. */
  onApplicationBootstrap(): void {
    const open = this.controllers().flatMap((controller) =>
      routeHandlers(controller)
        .filter((handler) => !readResources(controller, handler))
        .map((handler) => `${controller.name}.${handler.name}`),
    );
    if (open.length > 0) throw new Error(`Routes without @Resource: ${open.join(', ')}`);
  }

  private controllers(): Type[] {
    const ours = new Set(
      this.composition.modules.map(({ feature: { module } }) =>
        'module' in module ? module.module : module,
      ),
    );
    return [...this.container.values()]
      .filter(({ metatype }) => ours.has(metatype))
      .flatMap(({ controllers }) => [...controllers.values()])
      .map(({ metatype }) => metatype as Type);
  }
}

const scanner = new MetadataScanner();

function routeHandlers({ prototype }: Type): ((...args: never[]) => unknown)[] {
  return scanner
    .getAllMethodNames(prototype)
    .map((name) => prototype[name])
    .filter((method) => Reflect.getMetadata(METHOD_METADATA, method) !== undefined);
}
