import { randomBytes } from 'node:crypto';

/** The statement that notes a nonce. @type {import('./bare-statements.mjs').BareStatement} */
export const NONCE_INSERT = {
  sql: 'INSERT INTO oauth_nonce (nonce, consumer_id, timestamp) VALUES (?, ?, ?)',
  // The purge knows what is too old by the timestamp; a consumer of this number does not exist.
  values: () => [randomBytes(16).toString('base64url'), 999, Math.floor(Date.now() / 1_000)],
};
