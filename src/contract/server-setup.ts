/**
 * Prepares this service's own HTTP server before its routes exist: parsers, limits, plugins. All
 * enabled ones run, in sequence order; none when the modules are embedded in another application,
 * whose server is its own business.
 */
export abstract class ServerSetup {
  /** @param server The Fastify instance; untyped here, since the contract imports nothing. */
  abstract apply(server: unknown): void | Promise<void>;
}
