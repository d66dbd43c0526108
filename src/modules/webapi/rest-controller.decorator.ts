import { applyDecorators, Controller, HttpCode, VERSION_NEUTRAL, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';

/**
 * A controller of Magento's REST surface. Its version is in its path; an embedding application's
 * versioning does not concern it. What a handler returns is the answer, as JSON or XML, a bare text
 * included; the status is 200 for every method, unless a handler has an `@HttpCode` of its own.
 *
 * @param path Below `/rest/V1/`.
 */
export const RestController = (path: string): ClassDecorator =>
  applyDecorators(
    Controller({ path: `rest/V1/${path}`, version: VERSION_NEUTRAL }),
    alwaysOk as ClassDecorator,
  );

/** Nest would answer a POST with 201. */
function alwaysOk({ prototype }: Type): void {
  for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
    const handler = prototype[name] as object;
    if (Reflect.getMetadata(METHOD_METADATA, handler) === undefined) continue;
    if (Reflect.getMetadata(HTTP_CODE_METADATA, handler) !== undefined) continue;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor) HttpCode(200)(prototype, name, descriptor);
  }
}
