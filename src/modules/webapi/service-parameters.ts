import { InputErrors, RequiredFieldError, WrongTypeError } from './input-errors.js';
import { phpText } from './php-text.js';

/**
 * Reads a text out of the parameters as Magento's service layer does: scalars are cast as PHP casts
 * them (`true` is `"1"`, `false` is `""`), and unknown fields do no harm.
 *
 * @param name In camelCase; its snake_case spelling is accepted, too.
 * @returns The text; `""` when the field is missing or null.
 * @throws {WrongTypeError} For an array or an object.
 */
export function textParameter(parameters: unknown, name: string): string {
  const value = fieldOf(parameters, name);
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') throw new WrongTypeError('array', 'string');
  return phpText(value);
}

/**
 * Reads a text that must not be cast: a code that was sent as a number has lost its leading zeros.
 *
 * @returns `undefined` when the field is missing or null.
 * @throws {WrongTypeError} For anything else than a text.
 */
export function uncastParameter(parameters: unknown, name: string): string | undefined {
  const value = fieldOf(parameters, name);
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string')
    throw new WrongTypeError(typeof value === 'object' ? 'array' : typeNamed(value), 'string');
  return value;
}

/**
 * Reads a nested object, such as the customer of `{"customer": {...}}`, whose fields are then read
 * like parameters.
 *
 * @throws {RequiredFieldError} When there is none, or it is empty.
 * @throws {WrongTypeError} For anything else than an object.
 */
export function objectParameter(parameters: unknown, name: string): Readonly<object> {
  const value = fieldOf(parameters, name);
  if (value === null || value === undefined || value === '') throw new RequiredFieldError(name);
  if (typeof value !== 'object') throw new WrongTypeError(typeNamed(value), 'object');
  return value;
}

/**
 * Reads texts that must all be there.
 *
 * @returns Them by name.
 * @throws {RequiredFieldError} When one is missing, null or empty.
 * @throws {InputErrors} When several are, in the order in which they were asked for.
 */
export function requiredTexts<Name extends string>(
  parameters: unknown,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  const texts = names.map((name) => [name, textParameter(parameters, name)] as const);
  const missing = texts
    .filter(([, text]) => text === '')
    .map(([name]) => new RequiredFieldError(name));
  if (missing.length > 1) throw new InputErrors(missing);
  if (missing[0]) throw missing[0];
  return Object.fromEntries(texts) as Record<Name, string>;
}

/**
 * Reads an id out of a path or a query.
 *
 * @returns `undefined` for what is no positive whole number that both databases can hold.
 */
export function positiveIdFrom(text: string): number | undefined {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  return id > 0 && id <= MAX_ID ? id : undefined;
}

/** The largest unsigned 32-bit number, as in Magento's id columns. */
const MAX_ID = 4_294_967_295;

/** The camelCase spelling first, as in Magento; snake_case where that is missing or null. */
function fieldOf(parameters: unknown, name: string): unknown {
  if (typeof parameters !== 'object' || parameters === null) return undefined;
  return (
    own(parameters, name) ??
    own(
      parameters,
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ) ??
    own(
      parameters,
      name.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()),
    )
  );
}

const own = (object: object, name: string): unknown =>
  Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;

const typeNamed = (value: unknown): string =>
  typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'double') : typeof value;
