import { hashRaw } from '@node-rs/argon2';

const ARGON2ID = 2;
const VERSION_19 = 1;

/**
 * One argon2id hash of the parameters with which the service hashes passwords.
 *
 * @param {string} password
 * @param {Uint8Array} salt
 * @returns {Promise<Buffer>}
 */
export const argon2id = (password, salt) =>
  hashRaw(password, {
    algorithm: ARGON2ID,
    version: VERSION_19,
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
    outputLen: 32,
    salt,
  });
