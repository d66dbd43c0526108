import type { Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiExcludeEndpoint,
  ApiOperation,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { ANONYMOUS, OPERATION, readResources, type OperationDescription } from '../webapi/index.js';
import { commonErrors, type DescribedError } from './common-errors.js';

const MEDIA_TYPES = ['application/json', 'application/xml'];
const ENVELOPE = { $ref: '#/components/schemas/Error' };
const TEXTS = { type: 'object', additionalProperties: { type: 'string' } };
const scanner = new MetadataScanner();

/** What decorators say stays with the class, for every application of the process. */
const described = new WeakSet<Type>();

/**
 * Says in @nestjs/swagger's words what the routes' `@Operation`s say. A route without one is left
 * out: it is a page or an asset.
 *
 * @param tag Under which the routes are listed: the module's name.
 */
export function describeOperations(controller: Type, tag: string): void {
  if (described.has(controller)) return;
  described.add(controller);
  ApiTags(tag)(controller);
  const { prototype } = controller as { prototype: Record<string, object> };
  for (const name of scanner.getAllMethodNames(prototype)) {
    const handler = prototype[name] as (...args: never[]) => unknown;
    if (Reflect.getMetadata(METHOD_METADATA, handler) === undefined) continue;
    const operation = Reflect.getMetadata(OPERATION, handler) as OperationDescription | undefined;
    const resources = readResources(controller, handler) ?? [];
    const decorators = operation ? decoratorsFor(operation, resources) : [ApiExcludeEndpoint()];
    for (const decorate of decorators)
      decorate(prototype, name, { value: handler, configurable: true });
  }
}

function decoratorsFor(
  operation: OperationDescription,
  resources: readonly string[],
): MethodDecorator[] {
  const { summary, body, bodyExample, answer, answerExample, mediaType } = operation;
  const errors = operation.errors ?? [];
  const common = mediaType === undefined ? commonErrors(operation, resources) : [];
  const anonymous = resources.includes(ANONYMOUS);
  const needs = anonymous ? [] : [`Needs ${resources.map((id) => `\`${id}\``).join(' and ')}.`];
  const description = [operation.description, ...needs].filter(Boolean).join('\n\n');
  return [
    ApiOperation({ summary, description }),
    ...(anonymous ? [] : [ApiBearerAuth()]),
    ...(body ? bodyDecorators(body, bodyExample) : []),
    ...queryDecorators(operation.query),
    ApiResponse({
      status: 200,
      description: 'Done.',
      content: contentOf(schemaOf(answer), answerExample, mediaType),
    }),
    ...errorDecorators([...errors, ...common], mediaType),
  ];
}

/** @nestjs/swagger makes the content of a body itself, of what is consumed and of one schema. */
const bodyDecorators = (body: z.ZodType, example: unknown): MethodDecorator[] => [
  ApiConsumes(...MEDIA_TYPES),
  ApiBody({
    schema: schemaOf(body),
    ...(example !== undefined && { examples: { body: { value: example } } }),
  }),
];

const queryDecorators = (query: z.ZodObject | undefined): MethodDecorator[] =>
  Object.entries(query?.shape ?? {}).map(([name, type]) => {
    const { description = '', ...schema } = schemaOf(type as z.ZodType) as { description?: string };
    return ApiQuery({ name, required: !(type as z.ZodType).isOptional(), description, schema });
  });

/** One response per status; a status with several reasons has an example for each. */
function errorDecorators(
  errors: readonly DescribedError[],
  mediaType = 'application/json',
): MethodDecorator[] {
  const statuses = [...new Set(errors.map(({ status }) => status))];
  return statuses.map((status) => {
    const reasons = errors.filter((error) => error.status === status);
    return ApiResponse({
      status,
      description: reasons.map(({ when }) => when).join(' '),
      content: {
        [mediaType]: {
          schema: mediaType === 'application/json' ? ENVELOPE : TEXTS,
          examples: Object.fromEntries(
            reasons.map(({ when, example }, index) => [
              `${status}-${index + 1}`,
              { summary: when, value: example },
            ]),
          ),
        },
      },
    });
  });
}

/** Only the first type has the example. */
const contentOf = (schema: object, example: unknown, mediaType?: string): Record<string, object> =>
  Object.fromEntries(
    (mediaType === undefined ? MEDIA_TYPES : [mediaType]).map((type, index) => [
      type,
      index === 0 && example !== undefined ? { schema, example } : { schema },
    ]),
  );

/** OpenAPI 3.1 takes JSON Schema as it is. */
function schemaOf(type: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: 'input' });
  return schema;
}
