import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** Metadata key under which the guards find what a route needs. */
export const RESOURCES = 'tokenwright:resources';

/** Anyone may call; a token is not even looked at. */
export const ANONYMOUS = 'anonymous';

/** A signed-in customer, acting for themselves. */
export const SELF = 'self';

/** Whoever is signed in, of whatever type, acting for themselves. */
export const SIGNED_IN = 'signed-in';

/**
 * Says who may call a route, or every route of a controller: {@link ANONYMOUS}, {@link SELF},
 * {@link SIGNED_IN}, or ACL ids such as `Magento_Backend::store`, all of which are needed.
 *
 * A route of this service without it stops the boot. A route of an embedding application without
 * it is left alone.
 */
export const Resource = (...resources: readonly [string, ...string[]]): CustomDecorator =>
  SetMetadata(RESOURCES, resources);
