import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ensurePrivateFolder, reasonOf, SettingError } from '../../kernel/index.js';
import { MasterKey } from './master-key.js';
import type { SecuritySettings } from './security-settings.js';

const SETTING = 'MASTER_KEY_FILE';

/** @returns Where the keys are kept that no setting holds. */
export const masterKeyPath = ({ masterKeyFile }: SecuritySettings, dataDir: string): string =>
  masterKeyFile ?? join(dataDir, 'master.key');

/** @returns The keys in a text, oldest first. @throws {SettingError} When one is malformed. */
export const parseMasterKeys = (text: string, setting: string): MasterKey[] =>
  text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map((entry) => MasterKey.parse(entry, setting));

/**
 * Reads the key file; makes it, with one random key and mode 0600, where there is none.
 *
 * @throws {SettingError} When the file cannot be read or holds no usable key.
 */
export function readMasterKeyFile(path: string): MasterKey[] {
  const text = readIfThere(path) ?? create(path);
  const keys = parseMasterKeys(text, SETTING);
  if (keys.length === 0) throw new SettingError(SETTING, 'the file is empty');
  return keys;
}

/** Replaces the file in one step. Where the path is a link, it is what the link names. */
export function writeMasterKeyFile(path: string, keys: readonly MasterKey[]): void {
  const file = followed(path);
  const draft = writeDraft(file, keys);
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/** @returns What the path names, through links: the same for all who change one file. */
export const followed = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

/** What is encrypted with a key must not reach the disk before the key's name in its folder does. */
function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (reasonOf(cause) === 'ENOENT') return undefined;
    throw new SettingError(SETTING, 'the file cannot be read');
  }
}

/** Of several processes starting at once, one makes the key; a link, unlike a rename, tells. */
function create(path: string): string {
  ensurePrivateFolder(dirname(path), SETTING);
  try {
    link(path);
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingError(SETTING, `the file cannot be made (${reasonOf(error)})`);
  }
}

function link(path: string): void {
  const draft = writeDraft(path, [MasterKey.random()]);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (reasonOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  syncFolder(dirname(path));
}

/** Random: in containers that share a folder, processes have the same number. */
function writeDraft(path: string, keys: readonly MasterKey[]): string {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, keys.map((key) => `${key.toText()}\n`).join(''));
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return draft;
}
