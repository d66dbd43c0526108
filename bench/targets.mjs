/**
 * What the project wants to reach, and what was reached.
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {string} wanted In words.
 * @property {string} measured In the same unit.
 * @property {boolean} reached
 */

/**
 * Judges what was measured; parts that were not measured have no targets here.
 *
 * @param {{ requests?: any[], issuing?: any[], startUp?: any }} figures
 * @returns {Target[]}
 */
export function judge({ requests = [], issuing = [], startUp }) {
  const targets = [];
  const cost = (name) => requests.find((each) => each.name === name);
  const atMost = (name, value, limit, unit, digits = 2) =>
    targets.push({
      name,
      wanted: `<= ${limit.toFixed(digits)}${unit}`,
      measured: `${value.toFixed(digits)}${unit}`,
      reached: value <= limit,
    });
  if (requests.length > 0) {
    atMost('unguarded / bare Fastify', cost('unguarded').toFastify, 1.6, ' x CPU');
    atMost('guarded with a JWT / unguarded', cost('guarded, JWT').toUnguarded, 3, ' x CPU');
  }
  for (const { name, ofRaw } of issuing.filter((each) => each.name !== 'bare Fastify'))
    targets.push({
      name: `issuing, ${name} / raw argon2`,
      wanted: '>= 95.0 %',
      measured: `${(ofRaw * 100).toFixed(1)} %`,
      reached: ofRaw >= 0.95,
    });
  if (startUp) {
    atMost('first 200 after start', startUp.milliseconds, 1_200, ' ms', 0);
    atMost('resident memory when idle', startUp.megabytes, 130, ' MB', 0);
  }
  return targets;
}
