import {
  areArgon2ParametersBounded,
  argon2Work,
  type Argon2Parameters,
} from './argon2-parameters.js';
import { ARGON2ID_POLICY } from './argon2id-policy.js';
import { decodePhcBase64 } from './decode-phc-base64.js';
import { deriveArgon2 } from './derive-argon2.js';
import { equalBytes } from './equal-bytes.js';
import type { StoredHash } from './stored-hash.js';

// Parameters in the order and form that the reference implementation writes. Without a version
// the hash is from before 1.3 of the algorithm, that is 16.
const PHC =
  /^\$(argon2(?:id|i|d))\$(?:v=(16|19)\$)?m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,7})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** A hash in the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export class Argon2Hash implements StoredHash {
  private constructor(
    private readonly parameters: Argon2Parameters,
    private readonly salt: Buffer,
    private readonly digest: Buffer,
  ) {}

  /** @returns Undefined for other forms and for parameters out of bounds. */
  static parse(text: string): Argon2Hash | undefined {
    const [, type, version, memoryKib, passes, parallelism, salt, digest] = PHC.exec(text) ?? [];
    const saltBytes = decodePhcBase64(salt ?? '');
    const digestBytes = decodePhcBase64(digest ?? '');
    if (!saltBytes || !digestBytes) return undefined;
    const parameters: Argon2Parameters = {
      type: type as Argon2Parameters['type'],
      version: version === '19' ? 19 : 16,
      memoryKib: Number(memoryKib),
      passes: Number(passes),
      parallelism: Number(parallelism),
      outputBytes: digestBytes.length,
    };
    if (!areArgon2ParametersBounded(parameters)) return undefined;
    return new Argon2Hash(parameters, saltBytes, digestBytes);
  }

  get work(): number {
    return argon2Work(this.parameters);
  }

  /** Any difference counts, a stronger hash too: one policy, one cost for every sign-in. */
  get outdated(): boolean {
    const names = Object.keys(ARGON2ID_POLICY) as Array<keyof Argon2Parameters>;
    return (
      this.salt.length < 16 || names.some((name) => this.parameters[name] !== ARGON2ID_POLICY[name])
    );
  }

  matches(password: string): boolean {
    return equalBytes(deriveArgon2(password, this.salt, this.parameters), this.digest);
  }
}
