import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { InsertGroups } from './insert-group.js';

const SQL = 'INSERT INTO nonce (nonce, consumer)\n  VALUES (?, ?)';

/** A server whose key is a row's first value. */
function server(fault?: (values: readonly unknown[]) => object | undefined) {
  const [rows, statements] = [new Set<unknown>(), [] as string[]];
  const groups = new InsertGroups(async (sql, values) => {
    statements.push(sql);
    await setImmediate();
    const failure = fault?.(values);
    if (failure) throw failure;
    const keys = values.filter((_value, index) => index % 2 === 0);
    const clash = new Set(keys).size < keys.length || keys.some((key) => rows.has(key));
    if (clash) throw Object.assign(new Error('duplicate'), { sqlState: '23000' });
    for (const key of keys) rows.add(key);
    return keys.length;
  });
  const insert = (key: string) => groups.changes(SQL, [key, 1]);
  return { groups, insert, rows, statements };
}

describe('INSERTs at the same time', () => {
  it('go by themselves while there is nobody else', async () => {
    const { insert, statements } = server();
    expect([await insert('a'), await insert('b')]).toEqual([1, 1]);
    expect(statements).toEqual([SQL, SQL]);
  });

  it('share statements while there are others', async () => {
    const { insert, rows, statements } = server();
    const keys = Array.from({ length: 21 }, (_, index) => `key ${index}`);
    expect(await Promise.all(keys.map(insert))).toEqual(keys.map(() => 1));
    expect(rows).toEqual(new Set(keys));
    expect(statements.map((sql) => sql.split('(?, ?)').length - 1)).toEqual([16, 5]);
  });

  it('answer for themselves alone: of each key one is inserted, and the others are told', async () => {
    const { insert, rows } = server();
    const keys = Array.from({ length: 40 }, (_, index) => `key ${index % 10}`);
    const outcomes = await Promise.allSettled(keys.map(insert));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject(
        outcome.status === 'fulfilled' ? { value: 1 } : { reason: { sqlState: '23000' } },
      );
    expect(rows.size).toBe(10);
  });

  it('all fail where the server is away, and nothing is tried twice', async () => {
    const lost = Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST' });
    const { insert, statements } = server((values) => (values.length > 2 ? lost : undefined));
    const outcomes = await Promise.allSettled('a b c d e f g h i'.split(' ').map(insert));
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 8 }, () => 'rejected'),
      'fulfilled',
    ]);
    expect(statements).toHaveLength(2);
    expect(await insert('j')).toBe(1);
  });

  it.each([
    'UPDATE nonce SET a = ? WHERE b = ?',
    'INSERT INTO nonce (a, b) VALUES (?, ?) ON DUPLICATE KEY UPDATE a = 1',
    "INSERT INTO nonce (a, b) VALUES (?, 'fixed')",
    'INSERT INTO nonce (a, b) SELECT ?, ?',
  ])('%s is nothing to share', async (sql) => {
    const { groups, statements } = server();
    await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) => groups.changes(sql, [index, 1])),
    );
    expect(statements).toEqual(Array.from({ length: 5 }, () => sql));
  });
});
