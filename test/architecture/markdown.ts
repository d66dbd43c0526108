import { existsSync } from 'node:fs';
import { absolute, readText } from './source-files.js';

/** A table of a page, as plain text. */
export interface MarkdownTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** @returns Every table of a page; none for a page that does not exist. */
export function tablesOf(path: string): MarkdownTable[] {
  if (!existsSync(absolute(path))) return [];
  const tables: string[][][] = [];
  let open: string[][] | undefined;
  for (const line of readText(path).split('\n')) {
    if (!line.startsWith('|')) open = undefined;
    else if (open) open.push(cellsOf(line));
    else tables.push((open = [cellsOf(line)]));
  }
  return tables.map(([header = [], _rule, ...rows]) => ({ header, rows }));
}

/**
 * @param column Title of the first column.
 * @returns The rows of every table of a page that begins with such a column.
 */
export const rowsUnder = (path: string, column: string): (readonly string[])[] =>
  tablesOf(path)
    .filter(({ header }) => header[0] === column)
    .flatMap(({ rows }) => rows);

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\|', '|'));
