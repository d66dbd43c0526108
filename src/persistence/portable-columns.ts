import type { QueryRunner, TableColumnOptions, ValueTransformer } from 'typeorm';

/** bigint columns come back as text from MariaDB and MySQL, as numbers from SQLite. */
export const wholeNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

type ColumnOptions = Partial<TableColumnOptions>;

/** Column definitions for migrations that mean the same on SQLite, MariaDB and MySQL. */
export interface PortableColumns {
  /** Table option. */
  readonly engine: { engine?: string };
  /** Primary key, counted up by the database, never given twice. */
  id(name: string): TableColumnOptions;
  /** 0 to 4,294,967,295; SQLite does not check the range. */
  unsigned(name: string, more?: ColumnOptions): TableColumnOptions;
  /** A NumericDate, or any whole number beyond 32 bits. */
  seconds(name: string, more?: ColumnOptions): TableColumnOptions;
  /** Text of people: compared without case on MariaDB and MySQL, so compare again in code. */
  text(name: string, length: number, more?: ColumnOptions): TableColumnOptions;
  /** Text compared byte by byte; on MariaDB and MySQL trailing spaces still do not count. */
  exact(name: string, length: number, more?: ColumnOptions): TableColumnOptions;
  /** Digests, codes, ids: ASCII, compared byte by byte on every database. */
  ascii(name: string, length: number, more?: ColumnOptions): TableColumnOptions;
}

export function portableColumns(runner: QueryRunner): PortableColumns {
  const mysql = runner.dataSource.options.type !== 'better-sqlite3';
  const unsigned = mysql ? { type: 'int', unsigned: true } : { type: 'integer' };
  const ascii = mysql ? { charset: 'ascii', collation: 'ascii_bin' } : {};
  return {
    engine: mysql ? { engine: 'InnoDB' } : {},
    id: (name) => ({
      name,
      ...unsigned,
      isPrimary: true,
      isGenerated: true,
      generationStrategy: 'increment',
    }),
    unsigned: (name, more) => ({ name, ...unsigned, ...more }),
    seconds: (name, more) => ({ name, type: 'bigint', ...more }),
    text: (name, length, more) => ({ name, type: 'varchar', length: String(length), ...more }),
    exact: (name, length, more) => ({
      name,
      type: 'varchar',
      length: String(length),
      ...(mysql && { charset: 'utf8mb4', collation: 'utf8mb4_bin' }),
      ...more,
    }),
    ascii: (name, length, more) => ({
      name,
      type: 'varchar',
      length: String(length),
      ...ascii,
      ...more,
    }),
  };
}
