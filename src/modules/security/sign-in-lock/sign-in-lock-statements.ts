import { namedStatement } from '../../../persistence/index.js';

/**
 * The statements that keep `sign_in_lock`, the same for both dialects. Each is atomic by itself and
 * says in its affected rows what it did. MySQL assigns from left to right and lets later
 * assignments see earlier ones, SQLite does not: a column is therefore assigned after those that
 * read it.
 *
 * A place is held for the period in which it was taken and the one after it (`:period` is the number
 * of the current one, {@link LEASE_PERIOD_SECONDS} long). So a process that dies gives its places
 * back without anybody's doing, after 30 to 60 seconds, and however busy the name is; nobody
 * learned the outcome, so nothing is counted. A row may be a period ahead: clocks differ.
 */

/** Longer than any attempt takes, the wait for its hash included. */
export const LEASE_PERIOD_SECONDS = 30;

const THIS_ROW = 'user_type = :type AND name_digest = :digest';

/** Failures that still count. */
const FAILURES = 'CASE WHEN failures_until > :now THEN failures ELSE 0 END';

const CURRENT = 'lease_period IN (:period, :period + 1)';
const RECENT = 'lease_period = :period - 1';

const LOCKED = '(failures_until > :now AND failures >= :max)';

/** Takes a place if the failures, those still possible included, leave one. */
export const TAKE_PLACE = namedStatement<
  'type' | 'digest' | 'now' | 'period' | 'max' | 'expiresAt'
>(`UPDATE sign_in_lock SET
  places_before = CASE WHEN ${CURRENT} THEN places_before WHEN ${RECENT} THEN places ELSE 0 END,
  places = CASE WHEN ${CURRENT} THEN places + 1 ELSE 1 END,
  lease_period = CASE WHEN ${CURRENT} THEN lease_period ELSE :period END,
  failures = ${FAILURES},
  expires_at = CASE WHEN failures_until > :now AND failures_until > :expiresAt
    THEN failures_until ELSE :expiresAt END
  WHERE ${THIS_ROW} AND ${FAILURES}
    + CASE WHEN ${CURRENT} THEN places + places_before WHEN ${RECENT} THEN places ELSE 0 END < :max`);

/** The first attempt of a name takes its place by making the row. */
export const MAKE_ROW = namedStatement<
  'type' | 'digest' | 'failures' | 'until' | 'period' | 'places' | 'expiresAt'
>(`INSERT INTO sign_in_lock
  (user_type, name_digest, failures, failures_until, lease_period, places, places_before, expires_at)
  VALUES (:type, :digest, :failures, :until, :period, :places, 0, :expiresAt)`);

/** Gives a place back that was taken in `:period`, unless that happened by itself. */
const GIVE_BACK = `
  places = CASE WHEN places > 0 AND (lease_period = :period
    OR (lease_period = :period + 1 AND places_before = 0)) THEN places - 1 ELSE places END,
  places_before = CASE WHEN lease_period = :period + 1 AND places_before > 0
    THEN places_before - 1 ELSE places_before END`;

/** The attempt ended in neither success nor failure. */
export const RELEASE = namedStatement<'type' | 'digest' | 'period'>(
  `UPDATE sign_in_lock SET ${GIVE_BACK} WHERE ${THIS_ROW}`,
);

/** The attempt succeeded. */
export const SUCCEED = namedStatement<'type' | 'digest' | 'period'>(
  `UPDATE sign_in_lock SET ${GIVE_BACK}, failures = 0, failures_until = 0 WHERE ${THIS_ROW}`,
);

const COUNT = `UPDATE sign_in_lock SET ${GIVE_BACK},
  failures = 1 + ${FAILURES}, failures_until = :until, expires_at = :expiresAt
  WHERE ${THIS_ROW} AND NOT ${LOCKED}`;

type Counting = 'type' | 'digest' | 'period' | 'now' | 'until' | 'expiresAt' | 'max';

/** The attempt failed, and it was not the last one the name stands. */
export const FAIL = namedStatement<Counting>(`${COUNT} AND 1 + ${FAILURES} < :max`);

/** The attempt failed, and locks the name. Of several that end at once, one changes the row. */
export const FAIL_AND_LOCK = namedStatement<Counting>(COUNT);

/** Forgets failures that count. */
export const UNLOCK = namedStatement<'type' | 'digest' | 'now'>(
  `UPDATE sign_in_lock SET failures = 0, failures_until = 0
  WHERE ${THIS_ROW} AND failures > 0 AND failures_until > :now`,
);

/** After the clock was set back, a lock lasts no longer than one that begins now. */
export const BOUND_LOCK = namedStatement<'type' | 'digest' | 'until'>(
  `UPDATE sign_in_lock SET failures_until = :until, expires_at = :until
  WHERE ${THIS_ROW} AND failures_until > :until`,
);
