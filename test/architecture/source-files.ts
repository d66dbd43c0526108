import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** An absolute path of a path from the repository's root. */
export const absolute = (path: string): string => join(ROOT, path);

export const readText = (path: string): string => readFileSync(absolute(path), 'utf8');

export const readJson = <T>(path: string): T => JSON.parse(readText(path)) as T;

/**
 * Finds files, however deep.
 *
 * @param folder From the repository's root.
 * @param ending Such as `.ts`.
 * @returns Paths from the repository's root, sorted.
 */
export const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(absolute(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length), entry.name))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .toSorted();

/** What is shipped: no specs. */
export const sourcesIn = (folder: string): string[] =>
  [...filesIn(folder, '.ts'), ...filesIn(folder, '.tsx')].filter(
    (path) => !path.endsWith('.spec.ts'),
  );

/**
 * Reads what a file imports: statically, dynamically, as types only, or by exporting it again.
 *
 * @returns Paths from the repository's root for files of our own, names for packages.
 */
export const importsOf = (path: string): string[] =>
  ts
    .preProcessFile(readText(path), true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.')
        ? posix.join(posix.dirname(path), fileName).replace(/\.js$/, '.ts')
        : fileName,
    );

/** @returns Whether a file says `object.member`, `object['member']` or `{ ... } = object`. */
export function readsMember(path: string, object: string, member: string): boolean {
  const isObject = (node: ts.Node | undefined): boolean =>
    node !== undefined && ts.isIdentifier(node) && node.text === object;
  const reads = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) &&
      isObject(node.expression) &&
      node.name.text === member) ||
    (ts.isElementAccessExpression(node) && isObject(node.expression)) ||
    (ts.isVariableDeclaration(node) && !ts.isIdentifier(node.name) && isObject(node.initializer)) ||
    ts.forEachChild(node, (child) => reads(child) || undefined) === true;
  return reads(ts.createSourceFile(path, readText(path), ts.ScriptTarget.Latest));
}

/** Names of the modules' folders. */
export const moduleFolders = (): string[] =>
  readdirSync(absolute('src/modules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
