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
    const reader =
      text.length > MAX_TOKEN_LENGTH
        ? undefined
        : this.readers.find((candidate) => candidate.recognises(text));
    const { token, refusal } = await this.examine(reader, text);
    const json = {
      format: reader?.format ?? null,
      ...(token ? described(token) : {}),
      accepted: refusal === undefined,
      refused: refusal ? { code: refusal.code, message: refusal.render() } : null,
    };
    return { text: lines(json), json, exitCode: refusal ? 1 : 0 };
  }

  private async examine(
    reader: TokenReader | undefined,
    text: string,
  ): Promise<{ token?: AccessToken; refusal?: DomainError }> {
    let token: AccessToken | undefined;
    try {
      if (!reader) throw new UnreadableTokenError();
      token = await reader.read(text);
      for (const validator of this.validators) await validator.validate(token);
      return { token };
    } catch (refusal) {
      if (!(refusal instanceof TokenRefusedError)) throw refusal;
      if (refusal instanceof TokenRevokedError) token ??= refusal.token;
      return { ...(token && { token }), refusal };
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
