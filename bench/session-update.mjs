import { randomBytes } from 'node:crypto';

/** Enough that no statement still waits when the turn is its row again. */
const ROWS = 400;

/** The statement that rotates a refresh token. @type {import('./bare-statements.mjs').BareStatement} */
export const SESSION_UPDATE = {
  sql: `UPDATE user_refresh_token
    SET generation = generation + 1, previous_digest = ?, digest = ?, replaced_at = ?,
      last_used_at = ?, expires_at = ?, ip = ?, user_agent = ?
    WHERE id = ? AND digest = ? AND expires_at > ?`,
  pick: `SELECT id, digest FROM user_refresh_token WHERE user_type = 3 ORDER BY id LIMIT ${ROWS}`,
  values: (row) => {
    const now = Math.floor(Date.now() / 1_000);
    const old = row.digest;
    row.digest = randomBytes(32).toString('hex');
    return [old, row.digest, now, now, now + 2_592_000, '192.0.2.1', 'bench', row.id, old, now];
  },
};

/** The same on other rows: each that runs it keeps in mind what it last wrote. */
export const OTHER_SESSION_UPDATE = {
  ...SESSION_UPDATE,
  pick: `SELECT id, digest FROM user_refresh_token WHERE user_type = 3 ORDER BY id DESC LIMIT ${ROWS}`,
};
