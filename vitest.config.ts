import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Examples import the package by its name; tests run them against the sources.
    alias: { tokenwright: fileURLToPath(new URL('src/index.ts', import.meta.url)) },
  },
  test: {
    include: [
      'src/**/*.spec.ts',
      'test/**/*.spec.ts',
      'examples/**/*.spec.ts',
      'clients/**/*.spec.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Much of a test is waiting, for a hash or a disk: as many at a time as there are cores.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
