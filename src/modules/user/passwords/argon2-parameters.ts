/** Inputs of Argon2 (RFC 9106, section 3.1) beside password and salt. */
export interface Argon2Parameters {
  readonly type: 'argon2d' | 'argon2i' | 'argon2id';
  /** 16 is the form before version 1.3 of the algorithm (2016), 19 that of RFC 9106. */
  readonly version: 16 | 19;
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly outputBytes: number;
}

/** Four times what the greediest form we must read (libsodium "interactive") asks for. */
const MAX_MEMORY_KIB = 262_144;
const MAX_PASSES = 10;
const MAX_PARALLELISM = 16;
/** Less could be met by chance: a 4-byte output by one guess in four thousand million. */
const MIN_OUTPUT_BYTES = 16;
const MAX_OUTPUT_BYTES = 64;

/**
 * To be asked before any memory is taken: whoever can write one row could otherwise make each
 * sign-in allocate 4 GiB. Includes the lower bounds of RFC 9106, section 3.1, so the
 * library never throws on parameters that pass.
 */
export function areArgon2ParametersBounded(parameters: Argon2Parameters): boolean {
  const { memoryKib, passes, parallelism, outputBytes } = parameters;
  return (
    isWithin(parallelism, 1, MAX_PARALLELISM) &&
    isWithin(memoryKib, 8 * parallelism, MAX_MEMORY_KIB) &&
    isWithin(passes, 1, MAX_PASSES) &&
    isWithin(outputBytes, MIN_OUTPUT_BYTES, MAX_OUTPUT_BYTES)
  );
}

/** @returns What one computation costs, in KiB-passes: time grows with memory times passes. */
export function argon2Work({ memoryKib, passes }: Argon2Parameters): number {
  return memoryKib * passes;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
