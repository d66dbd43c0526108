/** Values of a command's options by camel-cased name; `true` for a flag, absent when not given. */
export type ConsoleOptions = Readonly<Record<string, string | boolean | undefined>>;

/** Where a command asks for what must not be an argument: those show in process lists. */
export interface Terminal {
  /**
   * Asks without echo; refuses with an error where nobody sits at a terminal.
   *
   * @param option What to use there, such as `--password-stdin`; the error names it.
   */
  askSecret(question: string, option?: string): Promise<string>;
  /** Everything on standard input up to its end. */
  readInput(): Promise<string>;
}

/** What a command prints: `text` for people, `json` (any JSON value) for programs with `--json`. */
export interface ConsoleResult {
  readonly text: string;
  readonly json: unknown;
  /** 0 done, 1 refused or "no". Default 0. */
  readonly exitCode?: 0 | 1;
}

/** Describes a command without loading or starting anything. */
export interface ConsoleCommandSpec {
  /** Such as `admin:user:create`. */
  readonly name: string;
  /** One sentence for `--help`. */
  readonly summary: string;
  /** In commander's notation: `<username>`, `[names...]`. */
  readonly arguments?: readonly (readonly [notation: string, help: string])[];
  /** In commander's notation: `--email <address>`, `--drain`. */
  readonly options?: readonly (readonly [notation: string, help: string])[];
  /** The same for options that must be given. */
  readonly requiredOptions?: readonly (readonly [notation: string, help: string])[];
}

/** One command of `npx tokenwright`. Modules list theirs in `di.ts`; each is a provider. */
export abstract class ConsoleCommand {
  /**
   * @param args Positional arguments; a variadic one arrives as its own elements.
   * @param options Options by camel-cased name.
   * @throws {DomainError} Printed as one line on standard error, exit code 1.
   */
  abstract run(
    args: readonly string[],
    options: ConsoleOptions,
    terminal: Terminal,
  ): Promise<ConsoleResult>;
}
