import { existsSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { KeyRing, type PurposeKey } from '../../contract/index.js';
import { SettingError } from '../../kernel/index.js';
import { DatabaseSettings, FileLockError, withFileLock } from '../../persistence/index.js';
import { KeyChangeRefusedError } from './errors.js';
import {
  followed,
  masterKeyPath,
  parseMasterKeys,
  readMasterKeyFile,
  writeMasterKeyFile,
} from './master-key-file.js';
import { MasterKey } from './master-key.js';
import { SecuritySettings } from './security-settings.js';

/** Long enough for everything to be encrypted anew. */
const WAIT_MS = 120_000;

/** Derives every key from the installation's master keys, which are read at start. */
@Injectable()
export class MasterKeyRing extends KeyRing {
  private readonly file: string;
  private keys: readonly MasterKey[];

  /** @throws {SettingError} When there is no usable key. */
  constructor(
    @Inject(SecuritySettings.token) private readonly settings: SecuritySettings,
    @Inject(DatabaseSettings.token) { dataDir }: DatabaseSettings,
  ) {
    super();
    this.file = masterKeyPath(settings, dataDir);
    this.keys =
      settings.masterKey === undefined
        ? readMasterKeyFile(this.file)
        : parseMasterKeys(settings.masterKey, 'MASTER_KEY');
    if (this.keys.length === 0) throw new SettingError('MASTER_KEY', 'it holds no key');
    if (new Set(this.ids).size < this.keys.length)
      throw new SettingError('MASTER_KEY', 'it holds the same key twice');
  }

  /** Names of the master keys, oldest first. */
  get ids(): string[] {
    return this.keys.map(({ id }) => id);
  }

  override keysFor(purpose: string, bytes: number): readonly PurposeKey[] {
    return this.keys.map((key) => key.keyFor(purpose, bytes));
  }

  /** Another key only where the newest is gone: other hosts may not have what was added for later. */
  override sealingKeyFor(purpose: string, bytes: number): PurposeKey {
    const newest = this.ids.at(-1);
    const there = this.keysInFile();
    if (!there.some(({ id }) => id === newest)) this.keys = there;
    return super.sealingKeyFor(purpose, bytes);
  }

  override reload(): void {
    this.keys = this.keysInFile();
  }

  /** @returns Those that are known where no file holds them. */
  private keysInFile(): readonly MasterKey[] {
    const isThere = this.settings.masterKey === undefined && existsSync(this.file);
    return isThere ? readMasterKeyFile(this.file) : this.keys;
  }

  /**
   * Runs a change of the keys, with all that belongs to it, while no other command changes them:
   * one that wrote back what it read before the other's change would lose a key, and for good
   * whatever had been encrypted with it meanwhile.
   *
   * @throws {KeyChangeRefusedError} When the keys come from the environment, or the other takes
   *   longer than two minutes.
   * @throws {SettingError} When nothing can be written beside the file.
   */
  async change<T>(work: () => Promise<T>): Promise<T> {
    this.refuseIfGiven();
    const busy = (): Error =>
      new KeyChangeRefusedError('another command is changing them; try again when it has ended');
    try {
      return await withFileLock(`${followed(this.file)}.lock`, WAIT_MS, busy, () => {
        this.reload();
        return work();
      });
    } catch (error) {
      if (!(error instanceof FileLockError)) throw error;
      throw new SettingError('MASTER_KEY_FILE', 'the folder it is in cannot be written to');
    }
  }

  /**
   * Adds a new key to the file; part of a {@link change}. Other processes that run read with it
   * once they meet something that was made with it, and make with it what is new from their next
   * start.
   *
   * @returns Its name.
   */
  rotate(): string {
    const key = MasterKey.random();
    const keys = [...this.keys, key];
    writeMasterKeyFile(this.file, keys);
    this.keys = keys;
    return key.id;
  }

  /**
   * Removes an old key from the file, as part of a {@link change}: what it signed is refused after
   * the next start.
   *
   * @throws {KeyChangeRefusedError} When there is no such key, or it is the newest.
   */
  remove(id: string): void {
    if (!this.ids.includes(id)) throw new KeyChangeRefusedError(`there is no key ${id}`);
    if (this.ids.at(-1) === id)
      throw new KeyChangeRefusedError(`${id} is the newest key; rotate first`);
    writeMasterKeyFile(
      this.file,
      this.keys.filter((key) => key.id !== id),
    );
  }

  private refuseIfGiven(): void {
    if (this.settings.masterKey !== undefined)
      throw new KeyChangeRefusedError('they are given in MASTER_KEY; change that setting instead');
  }
}
