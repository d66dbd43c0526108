import { Inject, Injectable, type Type } from '@nestjs/common';
import { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { COMPOSITION, type Composition } from '../../kernel/index.js';

type PathItem = OpenAPIObject['paths'][string];

/**
 * The OpenAPI 3.1 description of the routes of the modules that are on. Made when it is first asked
 * for, from the controllers and their `@Operation`s; @nestjs/swagger is loaded only then, since it
 * would make every start a third slower.
 */
@Injectable()
export class ApiDescription {
  private made: Promise<string> | undefined;

  constructor(
    private readonly container: ModulesContainer,
    @Inject(COMPOSITION) private readonly composition: Composition,
  ) {}

  /** @returns JSON, indented, with a line feed at the end, the same for the same modules. */
  text(): Promise<string> {
    this.made ??= this.make();
    return this.made;
  }

  private async make(): Promise<string> {
    const { SwaggerModule } = await import('@nestjs/swagger');
    const { describeOperations } = await import('./describe-operations.js');
    const { API_FRAME } = await import('./api-frame.js');
    const modules = this.ownModules();
    for (const [controller, tag] of this.controllers()) describeOperations(controller, tag);
    const document = SwaggerModule.createDocument(this.application(), API_FRAME, {
      include: modules,
      autoTagControllers: false,
      operationIdFactory: (controller, method) =>
        `${controller.replace(/Controller$/, '')}_${method}`,
    });
    return `${JSON.stringify(sorted(document), null, 2)}\n`;
  }

  /** An embedding application's own routes are its own to describe. */
  private ownModules(): Type[] {
    return this.composition.modules.map(({ feature: { module } }) =>
      'module' in module ? module.module : module,
    );
  }

  /** Our controllers, each with the name of its module. */
  private controllers(): [Type, string][] {
    const names = new Map(
      this.composition.modules.map(({ manifest: { name }, feature: { module } }) => [
        'module' in module ? module.module : module,
        name,
      ]),
    );
    return [...this.container.values()].flatMap(({ metatype, controllers }) => {
      const name = names.get(metatype);
      return name === undefined
        ? []
        : [...controllers.values()].map((wrapper): [Type, string] => [
            wrapper.metatype as Type,
            name,
          ]);
    });
  }

  /** The part of an application that `createDocument` reads; there is none in the console. */
  private application(): Parameters<
    typeof import('@nestjs/swagger').SwaggerModule.createDocument
  >[0] {
    return {
      container: { getModules: () => this.container, isGlobalModule: () => false },
      config: new ApplicationConfig(),
      getHttpAdapter: () => ({ getType: () => 'fastify' }),
    } as never;
  }
}

/** Paths in order of their text, whatever order the modules come in. */
function sorted(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(document.paths)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, methods]) => [path, saidOnce(methods)] as const);
  return { ...document, paths: Object.fromEntries(paths) };
}

/** A route for every method (`@All`) would be there eight times; POST says it for all. */
const saidOnce = (methods: PathItem): PathItem =>
  'search' in methods && methods.post ? { post: methods.post } : methods;
