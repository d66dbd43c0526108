import type { Principal } from './principal.js';

/** Something that must be answerable later: who did what, and how it ended. */
export interface AuditEvent {
  /** Stable, of the form `noun.verb`: `admin.sign-in`, `token.issue`, `role.grant`, `key.rotate`. */
  readonly action: string;
  readonly result: 'success' | 'failure';
  /** For failures that strangers cannot cause at will: they are noted, however many others there are. */
  readonly always?: boolean;
  /** Who acted. Omitted: the caller of the current request, or `console` outside requests. */
  readonly actor?: Principal | 'console' | 'anonymous';
  /** What it was done to, for people: a user name, a role's name, a module. Never a secret. */
  readonly subject?: string;
  /** Further facts. Never a secret. */
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** The append-only record of decisions. */
export abstract class AuditTrail {
  /**
   * Notes events with the current request's address, agent and id. A success takes part in the
   * ambient transaction, so that it is noted if and only if it happened; a failure is committed on
   * its own, so that no rollback takes it back.
   */
  abstract record(...events: readonly AuditEvent[]): Promise<void>;
}
