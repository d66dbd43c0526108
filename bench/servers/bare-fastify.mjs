import { createRequire } from 'node:module';

/** The Fastify that Nest's adapter brings, with one route. @returns The listening server. */
export async function startBareFastify() {
  const adapter = createRequire(import.meta.resolve('@nestjs/platform-fastify'));
  const fastify = adapter('fastify')();
  fastify.get('/rest/V1/bench/open', (_request, reply) => reply.send({ ok: true }));
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return { server: fastify.server };
}
