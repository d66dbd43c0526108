import { numericDateFrom, type NumericDate } from '../../../contract/index.js';
import { AuditFilterError } from '../errors.js';

/** Which events are asked for. */
export interface AuditFilters {
  readonly action?: string;
  readonly result?: string;
  readonly actor?: ActorFilter;
  readonly subject?: string;
  /** NumericDates, both inclusive. */
  readonly since?: NumericDate;
  readonly until?: NumericDate;
  /** Events older than the one with this id. */
  readonly before?: number;
  readonly limit: number;
}

/** By word and id, or by the name that was at hand. */
export interface ActorFilter {
  readonly actor?: string;
  readonly actorId?: number;
  readonly actorName?: string;
}

/** As typed: `undefined` where a filter was not given. */
export type RawFilters = Readonly<Record<string, unknown>>;

const LIMIT = { byDefault: 50, max: 1_000 };
const MAX_ID = 4_294_967_295;

/** @throws {AuditFilterError} Naming the first filter that cannot be meant. */
export function auditFilters(raw: RawFilters): AuditFilters {
  const action = text(raw, 'action');
  const result = text(raw, 'result');
  const actor = text(raw, 'actor');
  const subject = text(raw, 'subject');
  const since = time(raw, 'since');
  const until = time(raw, 'until');
  const before = count(raw, 'before', MAX_ID);
  if (action !== undefined && !/^[\w.-]{1,64}$/.test(action))
    throw new AuditFilterError('action', 'the name of an action, such as admin.sign-in');
  if (result !== undefined && result !== 'success' && result !== 'failure')
    throw new AuditFilterError('result', 'success or failure');
  return {
    ...(action !== undefined && { action }),
    ...(result !== undefined && { result }),
    ...(actor !== undefined && { actor: actorFilter(actor) }),
    ...(subject !== undefined && { subject }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(before !== undefined && { before }),
    limit: count(raw, 'limit', LIMIT.max) ?? LIMIT.byDefault,
  };
}

function text(raw: RawFilters, name: string): string | undefined {
  const value = raw[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '' || value.length > 255)
    throw new AuditFilterError(name, 'one text of 1 to 255 characters');
  return value;
}

function time(raw: RawFilters, name: string): NumericDate | undefined {
  const value = text(raw, name);
  if (value === undefined) return undefined;
  const moment = numericDateFrom(value);
  if (moment === undefined)
    throw new AuditFilterError(name, 'a date or time such as 2026-01-31 or 2026-01-31T12:00:00Z');
  return moment;
}

function count(raw: RawFilters, name: string, max: number): number | undefined {
  const value = text(raw, name);
  if (value === undefined) return undefined;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max)
    throw new AuditFilterError(name, `a whole number from 1 to ${max}`);
  return number;
}

function actorFilter(value: string): ActorFilter {
  const [, actor, id] =
    /^(admin|customer|integration|console|anonymous)(?::(\d{1,10}))?$/.exec(value) ?? [];
  if (actor === undefined) return { actorName: value };
  return { actor, ...(id !== undefined && { actorId: Number(id) }) };
}
