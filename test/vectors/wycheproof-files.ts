import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From the repository's root. */
const DEFAULT_FOLDER = '../shared/vectors/wycheproof';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One vector of `jws-flat.json`. */
export interface JwsVector {
  readonly id: string;
  readonly groupName: string;
  /** From the key; several, separated by commas, where a key set holds more than one kind. */
  readonly alg: string;
  readonly scope: 'in' | 'other-alg';
  readonly key?: Readonly<Record<string, unknown>>;
  readonly keyset?: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  readonly token: string;
  readonly expect: 'accept' | 'reject' | 'either' | 'skip';
  readonly comment: string;
}

/** One vector of `jwe-must-reject.json`. */
export interface JweVector {
  readonly id: string;
  readonly token: string;
}

/** One group of a file of raw primitives. */
export interface PrimitiveGroup {
  readonly keySize?: number;
  readonly tagSize?: number;
  readonly publicKeyJwk?: Readonly<Record<string, unknown>>;
  readonly publicKeyPem?: string;
  readonly tests: readonly {
    readonly tcId: number;
    readonly comment: string;
    readonly key?: string;
    readonly msg: string;
    readonly tag?: string;
    readonly sig?: string;
    readonly result: 'valid' | 'invalid' | 'acceptable';
  }[];
}

/**
 * The folder with the vectors; `undefined` where there is none. They are third-party data and are
 * not kept in this repository. With `REQUIRE_EVERYTHING=1` a missing folder is an error.
 */
export function wycheproofFolder(): string | undefined {
  const folder = resolve(process.env.WYCHEPROOF_DIR || join(ROOT, DEFAULT_FOLDER));
  if (existsSync(join(folder, 'jws-flat.json'))) return folder;
  const line =
    'Skipped, because not found: Wycheproof vectors (set WYCHEPROOF_DIR to the folder with ' +
    `jws-flat.json, or put it at ${DEFAULT_FOLDER}; source: C2SP/wycheproof)`;
  if (process.env.REQUIRE_EVERYTHING) throw new Error(line);
  process.stdout.write(`${line}\n`);
  return undefined;
}

export const readVectors = <V>(folder: string, file: string): readonly V[] =>
  (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { vectors: V[] }).vectors;

export const readGroups = (folder: string, file: string): readonly PrimitiveGroup[] =>
  (JSON.parse(readFileSync(join(folder, 'upstream', file), 'utf8')) as { testGroups: never[] })
    .testGroups;
