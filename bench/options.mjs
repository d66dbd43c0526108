import { parseArgs } from 'node:util';

const HELP = `Usage: npm run bench -- [options]

  --rounds N      rounds of every measurement, alternating (default 5)
  --seconds N     length of one measurement (default 3)
  --json FILE     also write the figures to FILE
  --profile DIR   also write one .cpuprofile per kind of request to DIR, after the measurements
  --only PART     requests, issuing or start-up (default: all three)
  --help

Environment: BENCH_DIST (folder of the built service, default dist), BENCH_MARIADB_URL or
TEST_MARIADB_URL (a server to make a database on; otherwise a private mariadbd is started).
`;

const PARTS = ['requests', 'issuing', 'start-up'];

/**
 * @typedef {object} Options
 * @property {number} rounds
 * @property {number} seconds
 * @property {string | undefined} json
 * @property {string | undefined} profile
 * @property {ReadonlySet<string>} parts
 */

/**
 * Reads the command line; prints the help and ends the process where that is asked for.
 *
 * @param {readonly string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      json: { type: 'string' },
      profile: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  if (values.only !== undefined && !PARTS.includes(values.only))
    throw new Error(`--only must be one of ${PARTS.join(', ')}`);
  return {
    rounds: positive('--rounds', values.rounds),
    seconds: positive('--seconds', values.seconds),
    json: values.json,
    profile: values.profile,
    parts: new Set(values.only === undefined ? PARTS : [values.only]),
  };
}

function positive(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${name} must be a positive whole number`);
  return number;
}
