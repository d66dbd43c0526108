import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Specs that put something in a library's place: nothing may have loaded the library before. */
const ALONE = [
  'src/modules/user/passwords/spend-work.spec.ts',
  'test/e2e/token-attacks-opaque.spec.ts',
];

/** `TESTS=short`: without what starts processes or a browser, or races and guesses at length. */
const LONG = [
  'test/{acceptance,browser,vectors}/**',
  'test/e2e/processes/**',
  'test/e2e/{oauth,two-factor,role,customer,session}-*',
  'test/e2e/{token-attacks,bad-input}*',
  'test/e2e/*-{races,model}.*',
];

/** What takes longest, by a wide margin. */
const LONGEST = /\/processes\/|\/acceptance\/|\/sdk\/test\/package|\/sign-in\.|\/session-model\./;

/** Where nothing is known of earlier runs: the longest first, lest one core waits for it in the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification): number =>
      project.name === 'alone' ? 0 : LONGEST.test(moduleId) ? 1 : 2;
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

/** Loading Nest, TypeORM and `src` takes longer than most specs: those of a process share it. */
const project = (
  name: string,
  isolate: boolean,
  include: string[],
  exclude: string[],
): TestProjectInlineConfiguration => ({
  resolve: {
    alias: [
      // Examples import the package by its name; tests run them against the sources.
      {
        find: /^tokenwright$/,
        replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)),
      },
      // A thread of its own runs what was built: Vite transforms none of its sources.
      {
        find: /^\.\/hash-thread-file\.js$/,
        replacement: fileURLToPath(
          new URL('dist/src/modules/user/passwords/hash-thread-file.js', import.meta.url),
        ),
      },
    ],
  },
  test: {
    name,
    isolate,
    include,
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      ...exclude,
      ...(process.env.TESTS === 'short' ? LONG : []),
    ],
    setupFiles: ['test/support/setup.ts'],
    // For what hangs. On a machine that is busy with other things a test may take ten times longer.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    // Much of a test is waiting, for a hash or a process: as many at a time as there are cores.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      project('alone', true, ALONE, []),
      project(
        'shared',
        false,
        ['src/**/*.spec.ts', 'test/**/*.spec.ts', 'examples/**/*.spec.ts', 'clients/**/*.spec.ts'],
        ALONE,
      ),
    ],
  },
});
