import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runConsole } from '../../src/console/index.js';
import { NO_LIMITS } from './test-app.js';
import { createTestDatabase, type DatabaseKind, type TestDatabase } from './databases.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = join(ROOT, 'dist/src/main.js');
const CLI = join(ROOT, 'dist/src/cli.js');

const LISTENS = /^Tokenwright listens on (\S+)$/m;
const START_TIMEOUT_MS = 60_000;

type Settings = Readonly<Record<string, string>>;

/** How a process ended, and all it printed. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One run of a built program, by the Node that runs the tests. */
export class ServiceProcess {
  stdout = '';
  stderr = '';
  readonly exited: Promise<Exit>;
  private readonly child: ChildProcess;

  constructor(script: string, args: readonly string[], cwd: string, settings: Settings) {
    if (!existsSync(script)) throw new Error(`${script} is missing: npm run build`);
    this.child = spawn(process.execPath, [script, ...args], {
      cwd,
      // Nothing of the environment the tests run in, or a developer's settings would show.
      env: { PATH: process.env.PATH, ...settings },
      stdio: 'pipe',
    });
    this.child.stdin?.on('error', () => {});
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exited = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) =>
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr }),
      );
    });
  }

  /** As the operating system has it. */
  get pid(): number {
    return this.child.pid!;
  }

  /** Its address, once it listens. */
  get url(): string | undefined {
    return LISTENS.exec(this.stdout)?.[1];
  }

  /** Hands over standard input, whole. */
  input(text: string): void {
    this.child.stdin?.end(text);
  }

  /** @returns The address. @throws {Error} With what it printed, when it ends or takes too long. */
  async listening(): Promise<string> {
    const heard = new Promise<void>((resolve) =>
      this.child.stdout?.on('data', () => this.url && resolve()),
    );
    await Promise.race([
      heard,
      this.exited,
      setTimeout(START_TIMEOUT_MS, undefined, { ref: false }),
    ]);
    if (this.url === undefined)
      throw new Error(`the service does not listen:\n${this.stdout}${this.stderr}`);
    return this.url;
  }

  /** Reads no more of what it prints. */
  hangUp(): void {
    this.child.stdout?.destroy();
  }

  /** Sends a signal that is not meant to end it. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Sends a signal and waits for the end. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<Exit> {
    this.child.kill(signal);
    return this.exited;
  }
}

/** One installation of the built package: its database, settings and module list. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'tokenwright-service-'));
  readonly modulesFile = join(this.folder, 'modules.json');
  /** Made by the first start. */
  readonly dataDir = join(this.folder, 'state');
  private readonly processes: ServiceProcess[] = [];
  private removed: Promise<void> | undefined;

  private constructor(
    readonly database: TestDatabase,
    private readonly settings: Settings,
  ) {
    copyFileSync(join(ROOT, 'etc/modules.json'), this.modulesFile);
  }

  /** An empty one, with the module list as it is shipped. */
  static async on(kind: DatabaseKind, settings: Settings = {}): Promise<Installation> {
    return new Installation(await createTestDatabase(kind), settings);
  }

  /** Starts the service on any free port and does not wait for it. */
  spawn(settings: Settings = {}): ServiceProcess {
    return this.launch(MAIN, [], settings);
  }

  /** Starts the service and waits until it listens. */
  async start(settings: Settings = {}): Promise<ServiceProcess & { readonly url: string }> {
    const service = this.spawn(settings);
    await service.listening();
    return service as ServiceProcess & { readonly url: string };
  }

  /** Runs a command line to its end. */
  async command(line: string, input = ''): Promise<Exit> {
    const command = this.launch(CLI, line.split(' '), {});
    command.input(input);
    return command.exited;
  }

  /** The same without a process of its own, in a tenth of the time. */
  async commandHere(
    line: string,
    input = '',
    settings: Settings = {},
  ): Promise<Omit<Exit, 'signal'>> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const stdin = Readable.from([Buffer.from(input)]);
    const environment = { ...this.environment(), ...settings };
    const code = await runConsole(line.split(' '), { stdin, stdout, stderr }, () => environment);
    return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
  }

  /** Kills what still runs and removes everything. Idempotent. */
  remove(): Promise<void> {
    this.removed ??= this.removeOnce();
    return this.removed;
  }

  private async removeOnce(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.kill()));
    rmSync(this.folder, { recursive: true, force: true });
    await this.database.remove();
  }

  private launch(script: string, args: readonly string[], settings: Settings): ServiceProcess {
    const environment = { ...this.environment(), ...settings };
    const started = new ServiceProcess(script, args, this.folder, environment);
    this.processes.push(started);
    return started;
  }

  private environment(): Settings {
    return {
      ...NO_LIMITS,
      ...this.database.environment,
      DATA_DIR: this.dataDir,
      MODULES_FILE: this.modulesFile,
      PORT: '0',
      ...this.settings,
    };
  }
}
