/** Names of fields that hold secrets, whoever logs them and however deep. */
const SECRET_NAMES =
  /^(authorization|proxy-authorization|cookie|set-cookie|otp|tfa_?code|signature|credentials|.*(password|passwd|secret|token|apikey|api_key|private_?key|master_?key|crypt_?key))$/i;

/** Secrets that have a shape of their own, inside a text: an error's message, a URL. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic|oauth)\s+[\w.~+/=-]{8,}/gi, '$1 [Redacted]'],
  [/\beyJ[\w-]{5,}\.[\w-]*\.?[\w.-]*/g, '[Redacted]'],
  [/:\/\/[^\s/@]+@/g, '://[Redacted]@'],
];

/** What JSON does not escape, or would show as an escape that some viewer acts on. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Cs}|\p{Bidi_Control}/gu;

/** Most texts have nothing of either kind, and one look says so. */
const PLAIN = /^[\n\x20-\x7e]*$/;
const TELLING = /bearer|basic|oauth|eyj|:\/\//i;

const MAX = { text: 4_096, items: 100, fields: 60, depth: 6 };

/**
 * Makes what is to be logged safe to keep: secrets by name and by shape are replaced, control
 * characters too, and nothing is longer, wider or deeper than somebody will read.
 */
export function logFields(value: object): Record<string, unknown> {
  return fields(value, 0);
}

/** The same for one text. Line ends stay: JSON escapes them, and stacks need them. */
export function logText(text: string): string {
  const bounded = text.length > MAX.text ? `${text.slice(0, MAX.text)}...` : text;
  const cleaned = PLAIN.test(bounded) ? bounded : bounded.replace(CONTROL, '\ufffd');
  if (!TELLING.test(cleaned)) return cleaned;
  return SECRET_TEXTS.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    cleaned,
  );
}

function fields(value: object, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value).slice(0, MAX.fields))
    result[logText(name)] = isSecret(name) ? '[Redacted]' : clean(field, depth + 1);
  return result;
}

/** Names of fields come out of our code, nearly always; what strangers name is not remembered. */
const judged = new Map<string, boolean>();

function isSecret(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const secret = SECRET_NAMES.test(name);
  if (judged.size < 500 && name.length < 40) judged.set(name, secret);
  return secret;
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return logText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX.depth) return '[...]';
  if (value instanceof Error)
    return { ...fields(value, depth), name: value.name, stack: logText(String(value.stack)) };
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, MAX.items).map((item) => clean(item, depth + 1));
  return fields(value, depth);
}
