import type { ExecutionContext, Type } from '@nestjs/common';
import { RESOURCES } from './resource.decorator.js';

type Handler = (...args: never[]) => unknown;

const known = new WeakMap<Type, WeakMap<Handler, readonly string[] | undefined>>();

/** Reads `@Resource` of a handler or else of its class. */
export const readResources = (controller: Type, handler: Handler): readonly string[] | undefined =>
  Reflect.getMetadata(RESOURCES, handler) ?? Reflect.getMetadata(RESOURCES, controller);

/** The same for a request's route, remembered: reflection on every request would be felt. */
export function routeResources(context: ExecutionContext): readonly string[] | undefined {
  const controller = context.getClass();
  const handler = context.getHandler() as Handler;
  let handlers = known.get(controller);
  if (!handlers) known.set(controller, (handlers = new WeakMap()));
  if (!handlers.has(handler)) handlers.set(handler, readResources(controller, handler));
  return handlers.get(handler);
}
