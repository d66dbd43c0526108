import { table } from './table.mjs';

/**
 * What the project wants to reach, and what was reached.
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {string} wanted In words.
 * @property {string} measured In the same unit.
 * @property {boolean} reached
 */

const LOADS = { steady: 'asked equally often', busy: 'kept busy' };

/** @returns {Target} */
export const atMost = (name, value, limit, unit, digits = 2) => ({
  name,
  wanted: `<= ${limit.toFixed(digits)}${unit}`,
  measured: `${value.toFixed(digits)}${unit}`,
  reached: value <= limit,
});

/** @returns {Target} */
export const atLeast = (name, value, limit, unit, digits = 2) => ({
  name,
  wanted: `>= ${limit.toFixed(digits)}${unit}`,
  measured: `${value.toFixed(digits)}${unit}`,
  reached: value >= limit,
});

/**
 * Judges what was measured; parts that were not measured have no targets here.
 *
 * @param {{ requests?: any[], issuing?: any[], startUp?: any }} figures
 * @returns {Target[]}
 */
export function judge({ requests = [], issuing = [], startUp }) {
  const targets = [];
  const cost = (name) => requests.find((each) => each.name === name);
  if (requests.length > 0) {
    // Which of the two is meant, the target does not say: both are told.
    for (const [load, words] of Object.entries(LOADS)) {
      const [open, guarded] = [cost('unguarded')[load], cost('guarded, JWT')[load]];
      targets.push(atMost(`unguarded / bare Fastify, ${words}`, open.toFastify, 1.6, ' x CPU'));
      targets.push(
        atMost(`guarded with a JWT / unguarded, ${words}`, guarded.toUnguarded, 3, ' x CPU'),
      );
    }
  }
  for (const { name, ofRaw } of issuing.filter((each) => each.name !== 'bare Fastify'))
    targets.push(atLeast(`issuing, ${name} / raw argon2`, ofRaw * 100, 95, ' %', 1));
  if (startUp) {
    targets.push(atMost('first 200 after start', startUp.milliseconds, 1_200, ' ms', 0));
    targets.push(atMost('resident memory when idle', startUp.megabytes, 130, ' MB', 0));
  }
  return targets;
}

/** @param {readonly Target[]} targets @returns {string} */
export const targetTable = (targets) =>
  table(
    ['target', 'wanted', 'measured', ''],
    targets.map(({ name, wanted, measured, reached }) => [
      name,
      wanted,
      measured,
      reached ? 'reached' : 'missed',
    ]),
  );
