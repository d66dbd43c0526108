import { createHash } from 'node:crypto';

/**
 * Checks `oauth_body_hash` (the OAuth Request Body Hash extension, draft of 2011), which a client
 * may send and none must. Some hash with SHA-1 whatever they sign with.
 */
export const isBodyHash = (body: Buffer, hash: string): boolean =>
  ['sha256', 'sha1'].some(
    (algorithm) => createHash(algorithm).update(body).digest('base64') === hash,
  );
