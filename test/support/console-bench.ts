import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { Module } from '@nestjs/common';
import { onTestFinished } from 'vitest';
import { runConsole } from '../../src/console/index.js';
import {
  defineFeature,
  defineModule,
  type Environment,
  type Feature,
  type ModuleManifest,
  type ModuleState,
} from '../../src/kernel/index.js';

/** What a command line answered. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A module for tests; its classes become providers of its Nest module. */
export function fixtureModule(
  name: string,
  sequence: readonly string[] = [],
  feature: Partial<Feature> = {},
): ModuleManifest {
  const { contributions = [], preferences = [], commands = [] } = feature;
  const providers = [...[...contributions, ...preferences].map(({ use }) => use), ...commands];
  class FixtureModule {}
  Module({ providers, exports: providers })(FixtureModule);
  return defineModule({
    name,
    summary: `Summary of ${name}.`,
    sequence,
    load: async () => defineFeature({ module: FixtureModule, ...feature }),
  });
}

/** A temporary installation, and command lines run in it. */
export class ConsoleBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'tokenwright-console-'));
  readonly file = join(this.folder, 'modules.json');

  constructor(
    states: Readonly<Record<string, ModuleState>>,
    private readonly manifests: readonly ModuleManifest[],
  ) {
    this.write(JSON.stringify({ modules: states }));
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** The module list as it is on disk. */
  get text(): string {
    return readFileSync(this.file, 'utf8');
  }

  get states(): Readonly<Record<string, ModuleState>> {
    return JSON.parse(this.text).modules;
  }

  write(text: string): void {
    writeFileSync(this.file, text);
  }

  /** Puts an npm package beside the module list. */
  install(name: string, source: string): void {
    const folder = join(this.folder, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name, type: 'module', exports: './index.js' }),
    );
    writeFileSync(join(folder, 'index.js'), source);
  }

  async run(line: string, environment: Environment = {}, input = ''): Promise<Answer> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const code = await runConsole(
      line.split(' ').filter((word) => word !== ''),
      { stdin: Readable.from([Buffer.from(input)]), stdout, stderr },
      () => ({ MODULES_FILE: this.file, DATA_DIR: join(this.folder, 'var'), ...environment }),
      { folders: [], manifests: this.manifests },
    );
    return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
  }
}
