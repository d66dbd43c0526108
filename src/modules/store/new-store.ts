import { StoreFieldError } from './errors.js';
import { isAcceptableCode } from './store-code.js';

/** A store view to be made. What is left out is as in the default view. */
export interface NewStore {
  readonly code: string;
  readonly name: string;
  /** Code of its website; left out: the default one, or the view's own code for a new one. */
  readonly website?: string | undefined;
  /** Whether the website is to be made, too. */
  readonly newWebsite?: boolean | undefined;
  readonly locale?: string | undefined;
  /** ISO 4217, for base and display. */
  readonly currency?: string | undefined;
  readonly timezone?: string | undefined;
  readonly baseUrl?: string | undefined;
}

const CODE_RULE =
  'a lower-case letter and up to 31 more letters, digits and underscores, and none of all, rest, admin, v1';

type Check = (text: string) => boolean;

const RULES: readonly [keyof NewStore, string, Check, string][] = [
  ['code', 'code', isAcceptableCode, CODE_RULE],
  ['website', "website's code", isAcceptableCode, CODE_RULE],
  ['name', 'name', isVisible, '1 to 255 visible characters, without space around them'],
  ['locale', 'locale', isLocale, 'a language and a country, such as de_DE'],
  ['currency', 'currency', (text) => /^[A-Z]{3}$/.test(text), 'a code of ISO 4217, such as EUR'],
  ['timezone', 'time zone', isTimeZone, 'one of the IANA database, such as Europe/Berlin'],
  ['baseUrl', 'base URL', isWebUrl, 'an http:// or https:// URL of at most 255 characters'],
];

/** @throws {StoreFieldError} Naming the first field that is not acceptable. */
export function checkNewStore(store: NewStore): void {
  for (const [field, label, accepts, rule] of RULES) {
    const value = store[field];
    if (value !== undefined && !accepts(String(value))) throw new StoreFieldError(label, rule);
  }
}

function isVisible(text: string): boolean {
  return text.length <= 255 && text === text.trim() && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text);
}

function isLocale(text: string): boolean {
  return /^[a-z]{2,3}(_[A-Z][a-z]{3})?_[A-Z]{2}$/.test(text);
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return /^[A-Za-z]/.test(text) && text.length <= 64;
  } catch {
    return false;
  }
}

function isWebUrl(text: string): boolean {
  return /^https?:\/\/[\x21-\x7e]+$/.test(text) && URL.canParse(text) && text.length <= 255;
}
