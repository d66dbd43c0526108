import { expect, it } from 'vitest';
import { RowUpdateStatement } from './row-update.js';

const statement = new RowUpdateStatement({
  table: 'seat',
  always: 'moves = moves + 1',
  set: ['guest', 'since'],
  marks: ['guest'],
  where: ['guest =', 'until >'],
});
const first = { id: 1, set: ['anna', 11], where: ['bert', 12] };
const second = { id: 2, set: ['cleo', 21], where: ['dana', 22] };

it('changes one row by its id, if it is as expected', () => {
  expect(statement.bind([first])).toEqual({
    sql: 'UPDATE seat SET moves = moves + 1, guest = ?, since = ? WHERE id = ? AND guest = ? AND until > ?',
    values: ['anna', 11, 1, 'bert', 12],
  });
});

it('changes several rows, waiting for none, each to its own values and on its own conditions', () => {
  const choice = 'CASE id WHEN ? THEN ? WHEN ? THEN ? END';
  expect(statement.bind([first, second])).toEqual({
    sql:
      '/*M! SET STATEMENT innodb_lock_wait_timeout = 0 FOR */ ' +
      `UPDATE seat SET moves = moves + 1, guest = ${choice}, since = ${choice} ` +
      `WHERE id IN (?, ?) AND guest = ${choice} AND until > ${choice}`,
    values: [1, 'anna', 2, 'cleo', 1, 11, 2, 21, 1, 2, 1, 'bert', 2, 'dana', 1, 12, 2, 22],
  });
});
