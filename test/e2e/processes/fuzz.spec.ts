import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FuzzCase } from '../../support/fuzz/fuzz-case.js';
import { fuzz, sweep } from '../../support/fuzz/fuzz-run.js';
import { FuzzTarget } from '../../support/fuzz/fuzz-target.js';
import type { Outcome } from '../../support/fuzz/raw-connection.js';
import type { ServiceClient } from '../../support/service-client.js';
import type { ServiceProcess } from '../../support/service-process.js';

/** How many; 200,000 on demand. */
const FUZZ_REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 4_000);
/** Repeats a run. */
const FUZZ_SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** Modules beside those that are shipped enabled, such as two-factor-auth=enabled. */
const FUZZ_MODULES = process.env.FUZZ_MODULES ?? '';

const HEAP_GROWTH_MIB = 50;
/** Before the first look at the heap: code is compiled, caches are filled. */
const WARM_UP = Math.min(5_000, Math.ceil(FUZZ_REQUESTS / 4));
const WARM_UP_SEED = 1;

/** What no answer may hold: stack traces, texts of parsers and databases, files. */
const INSIDES = [
  /\n\s+at .+:\d+:\d+/,
  /\b(?:Type|Range|Syntax|Reference|QueryFailed)Error\b/,
  /SQLITE_|SQL syntax|Unexpected token|in JSON at position/,
  /FST_ERR_|ERR_HTTP|HPE_/,
  /node_modules|dist\/src|file:\/\//,
  /root:[^\n]*:0:0:/,
];

/** What only those who are signed in are told: the list of modules, at the start of an answer. */
const SERVED = /\r\n\r\n(?:\[|<\?xml)[^{}]*jwt-user-token/;

describe(`${FUZZ_REQUESTS} strange requests (FUZZ_SEED=${FUZZ_SEED})`, () => {
  let target: FuzzTarget;
  let service: ServiceProcess & { readonly url: string };
  let client: ServiceClient;

  beforeAll(async () => {
    target = await FuzzTarget.start(FUZZ_MODULES);
    ({ service, client } = target);
  }, 240_000);
  afterAll(() => target?.remove());

  function faultsOf({ text, statuses }: Outcome, sent: FuzzCase): string[] {
    const broken = statuses.filter((status) => status >= 500);
    const shed = broken.every((status) => status === 503) && /\r\nretry-after: \d/i.test(text);
    return [
      ...(broken.length > 0 && !shed ? [`answered ${broken.join()}`] : []),
      ...INSIDES.filter((pattern) => pattern.test(text)).map((pattern) => `shows ${pattern}`),
      ...target.secrets.flatMap((secret, index) =>
        text.includes(secret) ? [`secret ${index}`] : [],
      ),
      ...(SERVED.test(text) && !target.isEntitled(sent.bytes) ? ['served a stranger'] : []),
      ...(/\r\n\r\n"eyJ/.test(text) ? ['issued a token'] : []),
    ];
  }

  const run = {
    faultsOf,
    get url() {
      return service.url;
    },
    get routes() {
      return target.routes;
    },
    credentials: () => target.credentials(),
  };

  /** @returns Bytes held after collections. */
  async function heap(): Promise<number> {
    const before = probes().length;
    service.signal('SIGWINCH');
    await expect.poll(() => probes().length, { timeout: 20_000 }).toBe(before + 1);
    return Number(probes().at(-1));
  }
  const PROBE = /^heap-probe (\d+) \d+\n/gm;
  const probes = (): string[] => [...service.stderr.matchAll(PROBE)].map(([, bytes]) => bytes!);

  /** All that was said after the start, when the first password was shown; mails are files here. */
  const log = (): string =>
    (service.stderr + service.stdout.split('\nTokenwright listens')[1]!).replaceAll(
      /^.*"SMTP_URL is not set; the mail is a file".*$/gm,
      '',
    );
  /** A stranger's request is no error of the service's. */
  const complaints = (): string[] =>
    log()
      .split('\n')
      .filter((line) => /"level":"?(?:error|fatal|50|60)|^\s+at |Warning:/.test(line));

  it(
    'LOG-10 LOG-13 LOG-35 LOG-36 LOG-42 are all answered or cut off, and give nothing away',
    async () => {
      const cold = await heap();
      const swept = await sweep({ ...run, seed: 0, requests: 0 });
      expect(swept.failures.join('\n\n')).toBe('');
      const { failures } = await fuzz({ ...run, seed: WARM_UP_SEED, requests: WARM_UP });
      expect(failures.join('\n\n')).toBe('');
      const warm = await heap();
      const since = Date.now();
      const report = await fuzz({ ...run, seed: FUZZ_SEED, requests: FUZZ_REQUESTS });
      const seconds = (Date.now() - since) / 1000;
      const grown = (await heap()) - warm;
      process.stdout.write(
        `fuzz: FUZZ_SEED=${FUZZ_SEED}, ${target.routes.length} routes, ${Math.round(FUZZ_REQUESTS / seconds)} requests/s,` +
          ` heap ${mebibytes(cold)} + ${mebibytes(warm - cold)} + ${mebibytes(grown)} MiB,` +
          ` ${JSON.stringify(report.counts)}\n`,
      );
      expect(report.failures.join('\n\n')).toBe('');
      expect(Number(mebibytes(grown))).toBeLessThanOrEqual(HEAP_GROWTH_MIB);
      expect([...complaints().slice(0, 5)]).toEqual([]);
      expect(target.secrets.filter((secret) => log().includes(secret))).toEqual([]);
      expect(await client.verdict(target.victim)).toBe('ok');
    },
    120_000 + FUZZ_REQUESTS * 10,
  );
});

const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
