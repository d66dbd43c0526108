import { userInfo } from 'node:os';
import {
  PrincipalType,
  type AuditEvent,
  type NumericDate,
  type RequestOrigin,
} from '../../../contract/index.js';
import type { StoredAuditEvent } from '../persistence/audit-event.entity.js';
import { legible, legibleAscii } from './legible.js';

/** As stored, but for the details, which are text there. */
export type AuditRow = Omit<StoredAuditEvent, 'id' | 'details'> & {
  readonly details: Readonly<Record<string, unknown>> | null;
};

type Actor = Pick<AuditRow, 'actor' | 'actorId' | 'actorName'>;

/** Enough for the names of a hundred resources. */
const MAX_DETAILS = 4_000;

const ACTORS = {
  [PrincipalType.Integration]: 'integration',
  [PrincipalType.Admin]: 'admin',
  [PrincipalType.Customer]: 'customer',
} as const;

/** Bounds and cleans an event: whatever strangers send, the row fits and is legible. */
export const auditRow = (
  event: AuditEvent,
  origin: RequestOrigin | undefined,
  at: NumericDate,
): AuditRow => ({
  at,
  action: legibleAscii(event.action, 64),
  result: event.result,
  ...actorOf(event, origin),
  subject: event.subject === undefined ? null : legible(event.subject),
  address: origin ? legibleAscii(origin.address, 45) : null,
  userAgent: origin?.userAgent === undefined ? null : legible(origin.userAgent),
  requestId: origin ? legibleAscii(origin.requestId, 64) : null,
  details: event.details === undefined ? null : detailsOf(event.details),
});

function actorOf(event: AuditEvent, origin: RequestOrigin | undefined): Actor {
  const actor = event.actor ?? (origin ? (origin.caller ?? 'anonymous') : 'console');
  if (actor === 'console') return { actor, actorId: null, actorName: operator() };
  if (actor === 'anonymous') return { actor, actorId: null, actorName: null };
  const signedIn = event.action.endsWith('.sign-in') && event.subject !== undefined;
  return {
    actor: ACTORS[actor.type],
    actorId: actor.id,
    actorName: signedIn ? legible(event.subject!) : nameOf(event, origin),
  };
}

/** Of the caller, if that is who acted. */
function nameOf({ actor }: AuditEvent, origin: RequestOrigin | undefined): string | null {
  const { callerName } = origin ?? {};
  return actor === undefined && callerName !== undefined ? legible(callerName) : null;
}

/** Whom the system takes the operator for. */
function operator(): string | null {
  try {
    return legible(userInfo().username);
  } catch {
    return null; // A container's user need not have a name.
  }
}

function detailsOf(details: NonNullable<AuditEvent['details']>): AuditRow['details'] {
  const cleaned: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) cleaned[name] = cleanValue(value);
  const { length } = JSON.stringify(cleaned);
  return length > MAX_DETAILS ? { omitted: length } : cleaned;
}

const cleanValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(cleanValue);
  return typeof value === 'string' ? legible(value) : value;
};
