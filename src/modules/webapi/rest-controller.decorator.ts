import { Controller, VERSION_NEUTRAL } from '@nestjs/common';

/**
 * A controller of Magento's REST surface. Its version is in its path; an embedding application's
 * versioning does not concern it.
 *
 * @param path Below `/rest/V1/`.
 */
export const RestController = (path: string): ClassDecorator =>
  Controller({ path: `rest/V1/${path}`, version: VERSION_NEUTRAL });
