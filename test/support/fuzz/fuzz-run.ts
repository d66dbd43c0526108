import fc from 'fast-check';
import type { Credentials } from './credentials.js';
import { fuzzCases, type FuzzCase } from './fuzz-case.js';
import type { KnownRoute } from './known-routes.js';
import { RawConnection, type Outcome } from './raw-connection.js';
import { routeSweep } from './route-sweep.js';

const CONNECTIONS = 16;

/** Requests of one seed: few enough that a failing one is soon reached again. */
const BATCH = 500;

/** Failures worth printing; what follows is usually more of the same. */
const MAX_FAILURES = 20;

/** Longer ones are repeated by their seed. */
const PRINTED_BYTES = 2_000;

export interface FuzzRun {
  readonly seed: number;
  readonly requests: number;
  readonly url: string;
  readonly routes: readonly KnownRoute[];
  /** Asked anew for each seed: some requests end what they carry. */
  readonly credentials: () => Promise<Credentials>;
  /** @returns What is wrong with an answer; empty when nothing is. */
  readonly faultsOf: (outcome: Outcome, sent: FuzzCase) => readonly string[];
}

export interface FuzzReport {
  /** Each with all it takes to repeat it. */
  readonly failures: string[];
  /** How often each status was answered, and how often the connection was closed instead. */
  readonly counts: Record<string, number>;
}

/** Sends generated requests over several connections at once. */
export const fuzz = (run: FuzzRun): Promise<FuzzReport> => send(run, generate(run));

/** Asks for every known route with every method. */
export const sweep = (run: FuzzRun): Promise<FuzzReport> => send(run, everyRoute(run));

async function send(run: FuzzRun, cases: AsyncGenerator<Numbered>): Promise<FuzzReport> {
  const report: FuzzReport = { failures: [], counts: {} };
  await Promise.all(Array.from({ length: CONNECTIONS }, () => work(run, cases, report)));
  return report;
}

interface Numbered {
  readonly sent: FuzzCase;
  /** What brings it again, as the last one. */
  readonly again: string;
}

async function* generate(run: FuzzRun): AsyncGenerator<Numbered> {
  const { seed, requests, routes, credentials } = run;
  for (let done = 0; done < requests; done += BATCH) {
    const arbitrary = fuzzCases(routes, await credentials());
    const batch = { seed: seed + done / BATCH, numRuns: Math.min(BATCH, requests - done) };
    for (const [index, sent] of fc.sample(arbitrary, batch).entries())
      yield { sent, again: `FUZZ_SEED=${batch.seed} FUZZ_REQUESTS=${index + 1}` };
  }
}

async function* everyRoute({ routes, credentials }: FuzzRun): AsyncGenerator<Numbered> {
  for (const sent of routeSweep(routes, await credentials())) yield { sent, again: 'the sweep' };
}

async function work(
  run: FuzzRun,
  cases: AsyncGenerator<Numbered>,
  { failures, counts }: FuzzReport,
): Promise<void> {
  const { hostname, port } = new URL(run.url);
  const connection = new RawConnection(hostname, Number(port));
  for await (const { sent, again } of cases) {
    const outcome = await outcomeOf(connection, sent);
    for (const what of outcome.statuses.length > 0 ? outcome.statuses : [outcome.end])
      counts[what] = (counts[what] ?? 0) + 1;
    const faults = [
      ...(outcome.end === 'hangs' ? ['neither answered nor closed'] : []),
      ...run.faultsOf(outcome, sent),
    ];
    if (faults.length > 0) failures.push(describeFailure(faults, again, sent, outcome));
    if (failures.length >= MAX_FAILURES) break;
  }
  connection.close();
}

async function outcomeOf(connection: RawConnection, sent: FuzzCase): Promise<Outcome> {
  try {
    return sent.whole
      ? await connection.exchange(sent.bytes, sent.method)
      : await connection.provoke(sent.bytes);
  } catch (error) {
    return { text: String(error), statuses: [], end: 'hangs' };
  }
}

function describeFailure(
  faults: readonly string[],
  again: string,
  sent: FuzzCase,
  outcome: Outcome,
): string {
  const start = sent.bytes.subarray(0, PRINTED_BYTES);
  return [
    `${faults.join('; ')} (${again})`,
    `request, ${sent.bytes.length} bytes: ${JSON.stringify(start.toString('latin1'))}`,
    `answer: ${JSON.stringify(outcome.text.slice(0, 1_000))}`,
  ].join('\n');
}
