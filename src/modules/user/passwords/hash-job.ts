import type { MessagePort } from 'node:worker_threads';
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

/** What a thread is started with. */
export interface HashThreadData {
  /** Where it leaves what it answers, for whoever hears a thread ring. */
  readonly outcomes: MessagePort;
  /** Shared by all threads: one number, of the outcomes that nobody has been told of. */
  readonly untold: Int32Array;
  /** So many of them, at most, before a thread rings. */
  readonly most: number;
}

/**
 * Jobs that a thread is given at a time: the one it works at, one that follows without a pause, and
 * one that is done and waits for others, see `hash-thread.ts`.
 */
export const JOBS_PER_THREAD = 3;
