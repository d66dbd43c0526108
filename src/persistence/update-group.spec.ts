import { describe, expect, it } from 'vitest';
import { RowUpdateStatement, type BoundStatement, type RowChange } from './row-update.js';
import { UpdateGroup, type MarkedRow } from './update-group.js';

const STATEMENT = new RowUpdateStatement({
  table: 'seat',
  always: 'moves = moves + 1, last_guest = guest',
  set: ['guest'],
  marks: ['guest', 'last_guest'],
  where: ['guest ='],
});

const change = (id: number, guest: string): RowChange => ({ id, set: [guest], where: ['nobody'] });

/** A server that says it has changed so many rows, and shows these when asked for them. */
function server(changed: number, rows: readonly MarkedRow[] = [], fault?: Error) {
  const changes: BoundStatement[] = [];
  const lookups: { sql: string; ids: readonly number[] }[] = [];
  const group = new UpdateGroup(STATEMENT, {
    change: async (statement) => {
      changes.push(statement);
      if (fault && changes.length === 1) throw fault;
      return changed;
    },
    find: async (sql, ids) => {
      lookups.push({ sql, ids });
      return rows;
    },
  });
  const run = (...all: readonly RowChange[]) => Promise.all(all.map((each) => group.run(each)));
  return { run, changes, lookups };
}

describe('changes of rows at the same time', () => {
  it('are one statement', async () => {
    const { run, changes, lookups } = server(3);
    const [one, two, three] = [change(1, 'anna'), change(2, 'bert'), change(3, 'cleo')];
    expect(await run(one, two, three)).toEqual([true, true, true]);
    expect(changes).toEqual([STATEMENT.bind([one, two, three])]);
    expect(lookups).toEqual([]);
  });

  it.each([1, 2, 5])('have all failed where no row of %d was changed', async (count) => {
    const { run, lookups } = server(0);
    const all = Array.from({ length: count }, (_, index) => change(index, 'anna'));
    expect(await run(...all)).toEqual(all.map(() => false));
    expect(lookups).toEqual([]);
  });

  it('are told apart by the rows where some were changed', async () => {
    const { run, lookups } = server(1, [
      { id: 1, guest: 'anna', last_guest: 'nobody' },
      { id: 2, guest: 'somebody else', last_guest: 'nobody' },
    ]);
    const outcomes = await run(change(3, 'cleo'), change(2, 'bert'), change(1, 'anna'));
    expect(outcomes).toEqual([false, false, true]);
    expect(lookups).toEqual([
      { sql: 'SELECT id, guest, last_guest FROM seat WHERE id IN (?, ?, ?)', ids: [3, 2, 1] },
    ]);
  });

  it('were changed, too, where somebody has changed the row again meanwhile', async () => {
    const { run } = server(1, [
      { id: 1, guest: 'dana', last_guest: 'anna' },
      { id: 2, guest: 'dana', last_guest: 'somebody else' },
    ]);
    expect(await run(change(1, 'anna'), change(2, 'bert'))).toEqual([true, false]);
  });

  it('go one by one where somebody has locked a row', async () => {
    const locked = Object.assign(new Error('locked'), { code: 'ER_LOCK_WAIT_TIMEOUT' });
    const { run, changes } = server(1, [], locked);
    const [one, two] = [change(1, 'anna'), change(2, 'bert')];
    expect(await run(one, two)).toEqual([true, true]);
    expect(changes).toEqual([[one, two], [one], [two]].map((each) => STATEMENT.bind(each)));
  });

  it('of one row that want the same have both succeeded', async () => {
    const { run } = server(1, [{ id: 1, guest: 'anna', last_guest: 'nobody' }]);
    expect(await run(change(1, 'anna'), change(1, 'anna'))).toEqual([true, true]);
  });
});
