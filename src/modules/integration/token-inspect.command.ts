import { Injectable } from '@nestjs/common';
import {
  ConsoleCommand,
  DomainError,
  MAX_TOKEN_LENGTH,
  TokenReader,
  TokenRefusedError,
  TokenRevokedError,
  TokenValidator,
  UnreadableTokenError,
  type AccessToken,
  type ConsoleOptions,
  type ConsoleResult,
  type NumericDate,
  type Terminal,
} from '../../contract/index.js';
import { InjectAll } from '../../kernel/index.js';

/** What became of a token in the hands of one reader. */
interface Examined {
  readonly format?: string;
  readonly token?: AccessToken | undefined;
  /** Missing for a token that is accepted. */
  readonly refusal?: DomainError;
}

/** `token:inspect` */
@Injectable()
export class TokenInspectCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'token:inspect',
    summary: 'Reads a token from standard input and says whether and why it would be refused.',
  };

  constructor(
    @InjectAll(TokenReader) private readonly readers: readonly TokenReader[],
    @InjectAll(TokenValidator) private readonly validators: readonly TokenValidator[],
  ) {
    super();
  }

  /** Never prints the token: terminals are recorded, and output is pasted into tickets. */
  override async run(
    _args: readonly string[],
    _options: ConsoleOptions,
    terminal: Terminal,
  ): Promise<ConsoleResult> {
    // As it is at hand: a whole header's value, or the endpoint's answer with its quotes.
    const text = (await terminal.readInput())
      .trim()
      .replace(/^bearer /i, '')
      .replaceAll('"', '');
    const readers =
      text.length > MAX_TOKEN_LENGTH
        ? []
        : this.readers.filter((candidate) => candidate.recognises(text));
    const { format, token, refusal } = await this.examine(readers, text);
    const json = {
      format: format ?? null,
      ...(token ? described(token) : {}),
      accepted: refusal === undefined,
      refused: refusal ? { code: refusal.code, message: refusal.render() } : null,
    };
    return { text: lines(json), json, exitCode: refusal ? 1 : 0 };
  }

  /** As requests do: where shapes overlap, in turn until one does not find it unreadable. */
  private async examine(readers: readonly TokenReader[], text: string): Promise<Examined> {
    let unreadable: Examined | undefined;
    for (const reader of readers) {
      const examined = await this.examineWith(reader, text);
      if (!(examined.refusal instanceof UnreadableTokenError)) return examined;
      unreadable ??= examined;
    }
    return unreadable ?? { refusal: new UnreadableTokenError() };
  }

  private async examineWith(reader: TokenReader, text: string): Promise<Examined> {
    const { format } = reader;
    let token: AccessToken | undefined;
    try {
      token = await reader.read(text);
      for (const validator of this.validators) await validator.validate(token);
      return { format, token };
    } catch (refusal) {
      if (!(refusal instanceof TokenRefusedError)) throw refusal;
      if (refusal instanceof TokenRevokedError) token ??= refusal.token;
      return { format, token, refusal };
    }
  }
}

const TYPES = { 1: 'integration', 2: 'admin', 3: 'customer' } as const;

const described = ({ principal, issuedAt, expiresAt, sessionId }: AccessToken) => ({
  principal: { type: TYPES[principal.type], id: principal.id },
  issuedAt: iso(issuedAt),
  expiresAt: iso(expiresAt),
  ...(sessionId !== undefined && { sessionId }),
});

const iso = (moment: NumericDate): string => new Date(moment * 1000).toISOString();

function lines(json: object): string {
  return Object.entries(json)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('\n');
}
