import { RouteConfig } from '@nestjs/platform-fastify';

/**
 * Limits the request body of a route. Takes effect in this service's own server, before the body
 * is read; an embedding application sets its own limits.
 *
 * @param bytes Largest body that is accepted; beyond it the answer is 413.
 */
export const bodyLimit = (bytes: number): MethodDecorator => RouteConfig({ bodyLimit: bytes });
