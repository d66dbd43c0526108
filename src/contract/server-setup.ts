/**
 * Prepares this service's own HTTP server before its routes exist: parsers, limits, plugins. All
 * enabled ones run, in sequence order; none when the modules are embedded in another application,
 * whose server is its own business.
 */
export abstract class ServerSetup {
  /** Whether it goes before all that do not ask for it, to have a word in every refusal, too. */
  readonly early?: boolean;

  /** @param server The Fastify instance; untyped here, since the contract imports nothing. */
  abstract apply(server: unknown): void | Promise<void>;
}
