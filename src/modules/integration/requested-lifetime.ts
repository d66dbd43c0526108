import {
  IssueRefusedError,
  MAX_LIFETIME_SECONDS,
  type IssueParameters,
  type Principal,
  type PrincipalType,
} from '../../contract/index.js';

/**
 * Settles how long a new token lives; for issuers of every format.
 *
 * @param defaults Seconds by principal type; a type that is missing gets no token.
 * @throws {IssueRefusedError} For another principal type, or a lifetime out of range.
 */
export function requestedLifetime(
  { type }: Principal,
  { lifetimeSeconds }: IssueParameters,
  defaults: Readonly<Partial<Record<PrincipalType, number>>>,
): number {
  const byDefault = defaults[type];
  if (byDefault === undefined)
    throw new IssueRefusedError(`principals of type ${type} get no token of this kind`);
  const seconds = lifetimeSeconds ?? byDefault;
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_LIFETIME_SECONDS)
    throw new IssueRefusedError(`the lifetime must be 1 to ${MAX_LIFETIME_SECONDS} whole seconds`);
  return seconds;
}
