import { createHash } from 'node:crypto';
import {
  areArgon2ParametersBounded,
  argon2Work,
  type Argon2Parameters,
} from './argon2-parameters.js';
import { deriveArgon2 } from './derive-argon2.js';

/** One version number of a Magento hash: how that step turns a value into the next. */
export interface MagentoHashStep {
  readonly outputBytes: number;
  /** In KiB-passes of argon2; 0 for the plain digests. */
  readonly work: number;
  /** @param salt As stored, not empty for the argon2 steps. */
  apply(value: string, salt: string): Buffer;
}

export const MD5_STEP = digestStep('md5', 16);
export const SHA256_STEP = digestStep('sha256', 32);

/** libsodium's "interactive" limits: seed bytes, passes, memory in bytes. */
const INTERACTIVE = ['32', '2', '67108864'] as const;

/**
 * @param version One piece of the version chain: `0`, `1`, `2`, or `3_<seed>_<passes>_<memory>`. A
 *   bare `3` is read as well: `customer:hash:upgrade` writes it for its default limits.
 * @returns Undefined if unknown or out of bounds.
 */
export function parseMagentoHashStep(version: string): MagentoHashStep | undefined {
  if (version === '0') return MD5_STEP;
  if (version === '1') return SHA256_STEP;
  if (version === '2' || version === '3') return argon2Step(...INTERACTIVE);
  const [, seedBytes, passes, memoryBytes] =
    /^3_(\d{1,3})_(\d{1,3})_(\d{1,12})$/.exec(version) ?? [];
  if (!seedBytes || !passes || !memoryBytes) return undefined;
  return argon2Step(seedBytes, passes, memoryBytes);
}

/** The salt's text, then the value; Magento stores the digest in lower-case hex. */
function digestStep(algorithm: string, outputBytes: number): MagentoHashStep {
  return {
    outputBytes,
    work: 0,
    apply: (value, salt) => createHash(algorithm).update(salt).update(value).digest(),
  };
}

/** `crypto_pwhash` of libsodium: one lane, memory in bytes, rounded down to whole KiB. */
function argon2Step(
  seedBytes: string,
  passes: string,
  memoryBytes: string,
): MagentoHashStep | undefined {
  const parameters: Argon2Parameters = {
    type: 'argon2id',
    version: 19,
    memoryKib: Math.floor(Number(memoryBytes) / 1024),
    passes: Number(passes),
    parallelism: 1,
    outputBytes: Number(seedBytes),
  };
  if (!areArgon2ParametersBounded(parameters)) return undefined;
  return {
    outputBytes: parameters.outputBytes,
    work: argon2Work(parameters),
    apply: (value, salt) => deriveArgon2(value, toArgon2Salt(salt), parameters),
  };
}

/** The salt's bytes, cut to 16 or repeated up to 16: `alloc` fills in just that way. */
function toArgon2Salt(salt: string): Buffer {
  return Buffer.alloc(16, Buffer.from(salt));
}
