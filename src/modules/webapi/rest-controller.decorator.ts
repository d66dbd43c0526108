import { Controller } from '@nestjs/common';

/**
 * A controller of Magento's REST surface.
 *
 * @param path Below `/rest/V1/`.
 */
export const RestController = (path: string): ClassDecorator => Controller(`rest/V1/${path}`);
