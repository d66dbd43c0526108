import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** Metadata key under which the guard finds that a route is budgeted. */
export const BUDGETED = 'tokenwright:budgeted';

/**
 * Takes each request to a route, or to every route of a controller, from the budget of the address
 * it comes from, before anything else is looked at. For routes that take passwords and codes.
 */
export const Budgeted = (): CustomDecorator => SetMetadata(BUDGETED, true);
