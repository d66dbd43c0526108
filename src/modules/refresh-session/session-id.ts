import { randomBytes } from 'node:crypto';

const SHAPE = /^[A-Za-z0-9_-]{22}$/;

/**
 * @returns A session's public name: random, URL-safe, and of no use to anybody but its owner. It does
 *   not begin with a dash, which commands would take for an option; older ones do, one in 64.
 */
export function newSessionId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newSessionId() : id;
}

/**
 * To be asked before a text of a stranger's meets the database: on MariaDB and MySQL an id with
 * spaces behind it would be the same id.
 */
export const isSessionId = (text: string): boolean => SHAPE.test(text);
