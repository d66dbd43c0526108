/** The service's error envelope: a template, and the values of its placeholders. */
export interface ServerMessage {
  /** As sent: `"%fieldName" is required.` */
  readonly template: string;
  /** By name, or by position for `%1`, `%2`. */
  readonly parameters: Readonly<Record<string, unknown>> | readonly unknown[];
}

/** @returns What an answer's body says, or nothing, if it is not an envelope. */
export function serverMessageOf(body: unknown): ServerMessage | undefined {
  const { message, parameters } = (body ?? {}) as Record<string, unknown>;
  if (typeof message !== 'string') return undefined;
  const known = typeof parameters === 'object' && parameters !== null;
  return {
    template: message,
    parameters: known ? (parameters as ServerMessage['parameters']) : {},
  };
}

/** @returns The sentence for people. A placeholder without a value stays as it is. */
export function renderMessage({ template, parameters }: ServerMessage): string {
  const values: Readonly<Record<string, unknown>> = Array.isArray(parameters)
    ? Object.fromEntries(parameters.map((value, index) => [index + 1, value]))
    : (parameters as Readonly<Record<string, unknown>>);
  return template.replace(/%(\w+)/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? textOf(values[name]) : placeholder,
  );
}

const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : String(value);
