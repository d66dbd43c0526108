import type { PasswordWork } from './password-work.js';

/** What a thread is told: which work, and on what. */
export interface HashJob<Kind extends keyof PasswordWork = keyof PasswordWork> {
  readonly id: number;
  readonly kind: Kind;
  readonly values: Parameters<PasswordWork[Kind]>;
}

/** What it answers. */
export interface HashOutcome {
  readonly id: number;
  readonly value?: ReturnType<PasswordWork[keyof PasswordWork]>;
  /** Such as memory that could not be had. */
  readonly error?: unknown;
}

/**
 * Jobs that a thread is given at a time: the one it works at, one that follows without a pause, and
 * one that is done and waits for its neighbour, see `hash-thread.ts`.
 */
export const JOBS_PER_THREAD = 3;
