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
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
