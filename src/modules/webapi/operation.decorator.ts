import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { z } from 'zod';

/** Metadata key under which the API description finds what a route says of itself. */
export const OPERATION = 'tokenwright:operation';

/** An answer other than success that is peculiar to a route. */
export interface OperationError {
  readonly status: number;
  /** When it comes, in a sentence. */
  readonly when: string;
  /** The envelope as it is sent. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** What the API description says of a route beyond its method, path and rights. */
export interface OperationDescription {
  /** One line, in the imperative. */
  readonly summary: string;
  readonly description?: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly bodyExample?: unknown;
  readonly answer: z.ZodType;
  /** What answers and errors are in, where that is neither JSON nor XML. */
  readonly mediaType?: string;
  readonly answerExample: unknown;
  readonly errors?: readonly OperationError[];
}

/**
 * Describes a route for `/openapi.json`. Costs nothing until somebody asks for the description:
 * what turns it into OpenAPI is loaded then.
 */
export const Operation = (description: OperationDescription): CustomDecorator =>
  SetMetadata(OPERATION, description);
