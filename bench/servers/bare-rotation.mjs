import { createRequire } from 'node:module';
import { openStatement } from '../bare-statements.mjs';
import { OTHER_SESSION_UPDATE } from '../session-update.mjs';

/**
 * The least that can answer a rotation: Fastify and the conditional UPDATE; no cookie, no token.
 * What is lost here is lost to HTTP and to a load generator on the same machine.
 *
 * @param {{ environment: Readonly<Record<string, string>> }} options
 * @returns The listening server.
 */
export async function startBareRotation({ environment }) {
  const adapter = createRequire(import.meta.resolve('@nestjs/platform-fastify'));
  const fastify = adapter('fastify')();
  const update = await openStatement(environment, OTHER_SESSION_UPDATE);
  let turn = 0;
  fastify.post('/auth/refresh-token', async (_request, reply) => {
    if ((await update.run((turn += 1))) !== 1) reply.code(409);
    return { status: 'ok' };
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return { server: fastify.server };
}
