import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database, type PreparedQuery } from '../../persistence/index.js';

/** Strangers may ask as often as they like; the database is asked once in this time. */
const FRESH_MS = 1_000;
/** What probes wait for an answer, by default. */
const PATIENCE_MS = 900;

/** Whether the database answers, which is all that this service needs. */
@Injectable()
export class Readiness {
  private readonly query: PreparedQuery<unknown>;
  private latest: { readonly since: number; readonly ready: Promise<boolean> } | undefined;

  constructor(database: Database) {
    this.query = database.prepare('SELECT 1 AS up');
  }

  isReady(): Promise<boolean> {
    const now = performance.now();
    if (!this.latest || now - this.latest.since >= FRESH_MS)
      this.latest = { since: now, ready: this.ask() };
    return this.latest.ready;
  }

  private async ask(): Promise<boolean> {
    const given = new AbortController();
    try {
      return await Promise.race([
        this.answered(),
        setTimeout(PATIENCE_MS, false, { signal: given.signal, ref: false }),
      ]);
    } finally {
      given.abort();
    }
  }

  /** Never rejects: it may be the one that lost the race. */
  private async answered(): Promise<boolean> {
    try {
      return (await this.query.first()) !== undefined;
    } catch {
      return false;
    }
  }
}
