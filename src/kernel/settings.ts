import { SettingError } from './errors.js';

/** Raw settings by name, as in `process.env`. Read once, at start. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The part of Standard Schema (https://standardschema.dev) that is used: zod and others have it. */
interface Schema<T> {
  readonly '~standard': {
    validate(value: unknown): StandardResult<T> | Promise<StandardResult<T>>;
  };
}
type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };
interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** A module's typed settings: the DI token they are injected by, and how they are parsed. */
export interface SettingsDefinition<T = unknown, S extends Schema<unknown> = Schema<unknown>> {
  readonly token: symbol;
  /** An object schema over setting names, so that every name, unit and default is listed. */
  readonly schema: S;
  /** @throws {SettingError} Naming the first setting that is wrong, never its value. */
  parse(environment: Environment): T;
}

/**
 * Declares the settings of one module.
 *
 * @param name For diagnostics, such as `JwtSettings`.
 * @param schema Object schema whose keys are setting names; each field has a default or is
 *   optional, and a description with its unit.
 * @param shape Turns the parsed fields into what the module's classes are given.
 */
export function defineSettings<Fields, T, S extends Schema<Fields> = Schema<Fields>>(
  name: string,
  schema: S & Schema<Fields>,
  shape: (fields: Fields) => T,
): SettingsDefinition<T, S> {
  return {
    token: Symbol(name),
    schema,
    parse(environment) {
      // An empty value is an unset one: that is how shells and container tools spell it.
      const given = Object.entries(environment).filter(([, value]) => value !== '');
      const result = schema['~standard'].validate(Object.fromEntries(given));
      if (result instanceof Promise) throw new TypeError(`${name}: the schema must be synchronous`);
      if (result.issues) throw settingError(result.issues[0]);
      return shape(result.value);
    },
  };
}

function settingError(issue: StandardIssue | undefined): SettingError {
  const step = issue?.path?.[0];
  const key = typeof step === 'object' ? step.key : step;
  return new SettingError(String(key ?? 'settings'), issue?.message ?? 'invalid');
}
