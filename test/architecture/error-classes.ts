import ts from 'typescript';
import { readText, sourcesIn } from './source-files.js';

/** An error that can be thrown: it has a code of its own. */
export interface DeclaredError {
  readonly code: string;
  /** Transport-neutral kind, its own or inherited. */
  readonly kind: string | undefined;
  /** Whose README documents it: `src/kernel`, `src/modules/user`. */
  readonly folder: string;
}

interface ErrorClass {
  readonly folder: string;
  readonly parent: string | undefined;
  readonly code: string | undefined;
  readonly kind: string | undefined;
}

/** Finds every error of the sources by its `code`. */
export function declaredErrors(): DeclaredError[] {
  const classes = new Map(sourcesIn('src').flatMap(classesOf));
  const kindOf = ({ kind, parent }: ErrorClass): string | undefined => {
    const above = classes.get(parent ?? '');
    return kind ?? (above && kindOf(above));
  };
  return [...classes.values()].flatMap((found) =>
    found.code === undefined
      ? []
      : [{ code: found.code, kind: kindOf(found), folder: found.folder }],
  );
}

function classesOf(file: string): [name: string, found: ErrorClass][] {
  const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isClassDeclaration).map((declaration) => [
    declaration.name?.text ?? '',
    {
      folder: folderOf(file),
      parent: parentOf(declaration),
      code: textOf(declaration, 'code'),
      kind: textOf(declaration, 'kind'),
    },
  ]);
}

const folderOf = (file: string): string => /^src\/(modules\/)?[^/]+/.exec(file)![0];

function parentOf({ heritageClauses = [] as never }: ts.ClassDeclaration): string | undefined {
  const clause = heritageClauses.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const parent = clause?.types[0]?.expression;
  return parent && ts.isIdentifier(parent) ? parent.text : undefined;
}

/** The text a property is declared with. */
function textOf({ members }: ts.ClassDeclaration, property: string): string | undefined {
  const initializer = members
    .filter(ts.isPropertyDeclaration)
    .find(({ name }) => ts.isIdentifier(name) && name.text === property)?.initializer;
  return initializer && ts.isStringLiteral(initializer) ? initializer.text : undefined;
}
