import { setFlagsFromString } from 'node:v8';

/**
 * Three of V8's habits suit a server badly. To be called before anything big is loaded.
 *
 * While modules load, nearly everything survives, so the young generation grows to its full 32 MB
 * and never shrinks: a sixth of what an idle process holds. It is kept from growing until
 * {@link settleV8}.
 *
 * And what V8 concludes from survivors is that their like are best allocated in the old generation
 * at once. Parts of requests then lie there, and keep whole requests alive until the next full
 * collection: a quarter and more of the processor time of a guarded request, and twice the memory.
 *
 * Last, it wakes four threads to collect a young generation of which next to nothing survives between
 * requests. On cores that are busy hashing they wait for each other: 4 % of a sign-in.
 */
export function prepareV8(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-parallel-scavenge');
}

/** To be called once the service listens: under load the young generation takes its full size. */
export function settleV8(): void {
  setFlagsFromString('--semi-space-growth-factor=16');
}
