import { applyDecorators, Header, HttpCode } from '@nestjs/common';

/**
 * For a handler that returns JSON text of its own making, with status 200 as everywhere in this
 * API. Nest alone would send a string as `text/html`.
 */
export const JsonText = (): MethodDecorator & ClassDecorator =>
  applyDecorators(HttpCode(200), Header('Content-Type', 'application/json; charset=utf-8'));
