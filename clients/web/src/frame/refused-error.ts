import { renderMessage, serverMessageOf, UnexpectedAnswerError } from '../../../sdk/src/index.js';

/** The service understood and said no. */
export class RefusedError extends Error {
  /** The sentence before its placeholders were filled in. */
  readonly template: string;
  /** Values that came with it. */
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(
    readonly status: number,
    body: unknown,
  ) {
    const said = serverMessageOf(body);
    super(said ? renderMessage(said) : new UnexpectedAnswerError(status, said).message);
    this.template = said?.template ?? '';
    this.parameters = (said?.parameters ?? {}) as Readonly<Record<string, unknown>>;
  }
}
