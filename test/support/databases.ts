import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { describe, inject } from 'vitest';

export type DatabaseKind = 'sqlite' | 'mariadb';

/** An empty database and data folder for one test, and the settings that lead there. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Runs a suite once per database; on MariaDB only where there is one (see global-setup). */
export function describeOnEachDatabase(name: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${name}, on SQLite`, () => {
    suite('sqlite');
  });
  describe.skipIf(inject('mariaDbUrl') === '')(`${name}, on MariaDB`, () => {
    suite('mariadb');
  });
}

export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tokenwright-'));
  const removeFolder = (): void => rmSync(dataDir, { recursive: true, force: true });
  if (kind === 'sqlite')
    return { kind, environment: { DATA_DIR: dataDir }, remove: async () => removeFolder() };
  const url = new URL(inject('mariaDbUrl'));
  const name = `tw_${randomBytes(6).toString('hex')}`;
  await query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  url.pathname = name;
  return {
    kind,
    environment: { DATA_DIR: dataDir, DATABASE_URL: url.href },
    remove: async () => {
      await query(`DROP DATABASE ${name}`);
      removeFolder();
    },
  };
}

async function query(sql: string): Promise<void> {
  const url = new URL(inject('mariaDbUrl'));
  url.protocol = 'mysql:';
  url.pathname = '';
  const connection = await createConnection(url.href);
  await connection.query(sql);
  await connection.end();
}
