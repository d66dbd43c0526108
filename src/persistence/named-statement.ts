import type { QueryParameter } from './prepared-query.js';

type Values<Name extends string> = Readonly<Record<Name, QueryParameter>>;

/** A statement whose values have names; see {@link namedStatement}. */
export interface NamedStatement<Name extends string> {
  readonly sql: string;
  /** @returns The values in the order of the statement's question marks. */
  readonly bind: (values: Values<Name>) => QueryParameter[];
}

/**
 * Reads `:now` and the like as values, where a statement of both dialects could only say `?`: one
 * that needs the same value five times is then still legible.
 */
export function namedStatement<Name extends string>(text: string): NamedStatement<Name> {
  const names: Name[] = [];
  const sql = text.replace(/:([a-z]\w*)/gi, (_, name: Name) => {
    names.push(name);
    return '?';
  });
  return { sql, bind: (values) => names.map((name) => values[name]) };
}
