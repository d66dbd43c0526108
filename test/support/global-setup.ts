import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.js';
import { startMariaDb } from './mariadb.js';
import { useMemoryForTemporaryFiles } from './temporary-files.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of a MariaDB server; empty where there is none. */
    mariaDbUrl: string;
    /** Path of a Chromium; empty where there is none. */
    chromiumPath: string;
    /** Whether there is an `oathtool`, an authenticator app for the command line. */
    hasOathtool: boolean;
    /** Whether there is a `prlimit`, which takes the room on a disk away from a running process. */
    hasPrlimit: boolean;
  }
}

/**
 * Finds or starts what tests need beside Node, and says in one line what will be skipped. With
 * `REQUIRE_EVERYTHING=1` a missing piece is an error: that is how the gate runs.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Told to end, it still ends what it started.
  process.once('SIGTERM', () => process.exit(143));
  const removeTemporaryFiles = useMemoryForTemporaryFiles();
  const given = process.env.TEST_MARIADB_URL;
  const own = given ? undefined : await startMariaDb();
  const chromium = findChromium();
  const hasOathtool = spawnSync('oathtool', ['--version']).status === 0;
  const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;
  const missing = [
    ...(given || own ? [] : ['MariaDB (apt-get install mariadb-server, or TEST_MARIADB_URL)']),
    ...(chromium ? [] : ['Chromium (apt-get install chromium, or CHROMIUM_PATH)']),
    ...(hasOathtool ? [] : ['oathtool (apt-get install oathtool)']),
    ...(hasPrlimit ? [] : ['prlimit (apt-get install util-linux; Linux only)']),
  ];
  if (missing.length > 0) {
    const line = `Skipped, because not found: ${missing.join('; ')}`;
    if (process.env.REQUIRE_EVERYTHING) throw new Error(line);
    process.stdout.write(`${line}\n`);
  }
  project.provide('mariaDbUrl', given ?? own?.url ?? '');
  project.provide('chromiumPath', chromium ?? '');
  project.provide('hasOathtool', hasOathtool);
  project.provide('hasPrlimit', hasPrlimit);
  return async () => {
    await own?.stop();
    removeTemporaryFiles();
  };
}
