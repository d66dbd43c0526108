import { verifySync } from '@node-rs/bcrypt';
import type { StoredHash } from './stored-hash.js';

// Costs 4 to 14 (14 takes about a second). `2x` marks hashes of a broken implementation that the
// library does not imitate. The last characters of salt and digest carry unused bits: where those
// are set the library would say "no match" to every password, so the text counts as malformed.
const BCRYPT =
  /^\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;

/** bcrypt sees no byte beyond this one, so two long passwords with one beginning would be equal. */
const MAX_PASSWORD_BYTES = 72;

/** KiB-passes of argon2 that take as long as one of bcrypt's 2^cost rounds; measured. */
const WORK_PER_ROUND = 400;

/** A bcrypt hash, `$2y$10$...`, as PHP's `password_hash` and most frameworks write it. */
export class BcryptHash implements StoredHash {
  readonly outdated = true;

  private constructor(
    private readonly text: string,
    readonly work: number,
  ) {}

  /** @returns Undefined for other forms and for costs out of bounds. */
  static parse(text: string): BcryptHash | undefined {
    const cost = BCRYPT.exec(text)?.[1];
    if (cost === undefined) return undefined;
    return new BcryptHash(text, 2 ** Number(cost) * WORK_PER_ROUND);
  }

  /** The library compares without an early exit, as `equalBytes` does. */
  matches(password: string): boolean {
    const bytes = Buffer.from(password);
    // Computed even for passwords that are refused: these must take as long as any wrong one.
    const equal = verifySync(bytes, this.text);
    // Implementations in C stop reading at NUL; "secret" would stand for "secret\0anything".
    return equal && bytes.length <= MAX_PASSWORD_BYTES && !bytes.includes(0);
  }
}
