import { equalBytes } from './equal-bytes.js';
import {
  MD5_STEP,
  parseMagentoHashStep,
  SHA256_STEP,
  type MagentoHashStep,
} from './magento-hash-step.js';
import type { StoredHash } from './stored-hash.js';

const CHAIN = /^((?:[0-9a-f]{2}){16,64}):([^:]{0,255})((?::[0-9_]+)*)$/;

/** Magento has had four algorithms; a hash upgraded through each of them has four steps. */
const MAX_STEPS = 4;

/**
 * A hash in Magento's form, `hash:salt:version` or `hash:salt:version:version...`.
 *
 * An upgrade without the password hashes the old hash again: each step after the first takes the
 * hex text of the one before, all with the one salt.
 */
export class MagentoChainHash implements StoredHash {
  readonly outdated = true;

  private constructor(
    private readonly steps: readonly MagentoHashStep[],
    private readonly salt: string,
    private readonly digest: Buffer,
  ) {}

  /** @returns Undefined for other forms and for argon2 parameters out of bounds. */
  static parse(text: string): MagentoChainHash | undefined {
    const [, hex, salt, versions] = CHAIN.exec(text) ?? [];
    if (hex === undefined || salt === undefined || versions === undefined) return undefined;
    const digest = Buffer.from(hex, 'hex');
    const steps = versions === '' ? guessSteps(digest, salt) : parseSteps(versions);
    // An argon2 step cannot stretch an empty salt to 16 bytes; Magento fails on it, too.
    const saltMissing = salt === '' && steps?.some((step) => step.work > 0);
    if (!steps || saltMissing || steps.at(-1)?.outputBytes !== digest.length) return undefined;
    return new MagentoChainHash(steps, salt, digest);
  }

  get work(): number {
    return this.steps.reduce((sum, step) => sum + step.work, 0);
  }

  matches(password: string): boolean {
    let value = password;
    for (const step of this.steps) {
      value = step.apply(value, this.salt).toString('hex');
    }
    return equalBytes(Buffer.from(value, 'hex'), this.digest);
  }
}

function parseSteps(versions: string): MagentoHashStep[] | undefined {
  const pieces = versions.slice(1).split(':');
  if (pieces.length > MAX_STEPS) return undefined;
  const steps = pieces.map(parseMagentoHashStep);
  return steps.every((step) => step !== undefined) ? steps : undefined;
}

/**
 * `hash:salt` of Magento 1 tells its algorithm by its length. A salt of one character was never
 * made there: that is the `hash:version` which a migration left behind for a hash without salt.
 */
function guessSteps(digest: Buffer, salt: string): MagentoHashStep[] | undefined {
  if (salt.length < 2) return undefined;
  return [MD5_STEP, SHA256_STEP].filter((step) => step.outputBytes === digest.length);
}
