import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

/** Metadata key under which the guard finds that a route takes a secret. */
export const SECRET_INPUT = 'tokenwright:secret-input';

/**
 * For a route that takes a password, a code or another secret: what stands in the query is not read
 * there, since addresses end up in logs, and a body must be small.
 *
 * @param bytes Largest body, where `TOKEN_BODY_MAX_BYTES` is too little.
 */
export const SecretInput = (bytes?: number): MethodDecorator =>
  applyDecorators(
    SetMetadata(SECRET_INPUT, true),
    RouteConfig({ [SECRET_INPUT]: true, ...(bytes !== undefined && { bodyLimit: bytes }) }),
  );
