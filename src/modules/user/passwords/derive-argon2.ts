import { hashRawSync, type Options } from '@node-rs/argon2';
import type { Argon2Parameters } from './argon2-parameters.js';

// The library's enums are ambient const enums, which isolatedModules cannot read: hence numbers.
const ALGORITHMS = { argon2d: 0, argon2i: 1, argon2id: 2 } as const;
const VERSIONS = { 16: 0, 19: 1 } as const;

/** @returns The parameters in the library's words. */
export function toLibraryOptions(parameters: Argon2Parameters): Options {
  return {
    algorithm: ALGORITHMS[parameters.type],
    version: VERSIONS[parameters.version],
    memoryCost: parameters.memoryKib,
    timeCost: parameters.passes,
    parallelism: parameters.parallelism,
    outputLen: parameters.outputBytes,
  };
}

/**
 * Argon2 on the calling thread, which is one of `HashThreads`. All checks go through here and none
 * through the library's own `verify`, which parses the stored text a second time and by other rules
 * than ours.
 *
 * @param salt At least 8 bytes.
 */
export function deriveArgon2(
  password: string,
  salt: Uint8Array,
  parameters: Argon2Parameters,
): Buffer {
  return hashRawSync(password, { ...toLibraryOptions(parameters), salt });
}
