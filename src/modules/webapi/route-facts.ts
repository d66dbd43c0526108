import type { ExecutionContext, Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { BUDGETED } from './budgeted.decorator.js';
import { ANONYMOUS, RESOURCES, SELF } from './resource.decorator.js';
import { SECRET_INPUT } from './secret-input.decorator.js';

type Handler = (...args: never[]) => unknown;

/** All that a route's decorators say, in the form that every request asks for it. */
export interface RouteFacts {
  /** What a caller needs, all of it. */
  readonly resources: readonly string[];
  /** Anyone may call. */
  readonly isOpen: boolean;
  /** Customers act for themselves here. */
  readonly isForSelf: boolean;
  /** Belongs to the REST surface, whose rules for bodies and answers hold. */
  readonly isRest: boolean;
  /** Takes a secret, which must not stand in an address. */
  readonly takesSecret: boolean;
  /** Each request is taken from its address's budget. */
  readonly isBudgeted: boolean;
}

const known = new WeakMap<Type, WeakMap<Handler, RouteFacts | undefined>>();

/** @returns `undefined` for a route that says nothing of who may call: it is none of ours. */
export function routeFacts(context: ExecutionContext): RouteFacts | undefined {
  const controller = context.getClass();
  const handler = context.getHandler() as Handler;
  let handlers = known.get(controller);
  if (!handlers) known.set(controller, (handlers = new WeakMap()));
  const facts = handlers.get(handler);
  // Reflection on every request would be felt.
  if (facts !== undefined || handlers.has(handler)) return facts;
  const read = readFacts(controller, handler);
  handlers.set(handler, read);
  return read;
}

/** Reads `@Resource` of a handler or else of its class. */
export const readResources = (controller: Type, handler: Handler): readonly string[] | undefined =>
  readMetadata(RESOURCES, controller, handler);

function readFacts(controller: Type, handler: Handler): RouteFacts | undefined {
  const resources = readResources(controller, handler);
  if (!resources) return undefined;
  return {
    resources,
    isOpen: resources.includes(ANONYMOUS),
    isForSelf: resources.includes(SELF),
    isRest: String(Reflect.getMetadata(PATH_METADATA, controller)).startsWith('rest/V'),
    takesSecret: readMetadata(SECRET_INPUT, controller, handler) ?? false,
    isBudgeted: readMetadata(BUDGETED, controller, handler) ?? false,
  };
}

const readMetadata = <T>(key: string, controller: Type, handler: Handler): T | undefined =>
  Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
