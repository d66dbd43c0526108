import { createRequire } from 'node:module';
import { randomBytes } from 'node:crypto';
import { argon2id } from '../argon2.mjs';
import { twoAtATime } from './two-at-a-time.mjs';

/**
 * The least that can answer a sign-in: Fastify and one hash; no database, no token. What is lost
 * here is lost to HTTP and to a load generator on the same machine.
 *
 * @returns The listening server.
 */
export async function startBareIssuer() {
  const adapter = createRequire(import.meta.resolve('@nestjs/platform-fastify'));
  const fastify = adapter('fastify')();
  const salt = randomBytes(16);
  fastify.post('/rest/V1/integration/admin/token', async ({ body }) => {
    const digest = await twoAtATime(() => argon2id(body.password, salt));
    return JSON.stringify(digest.toString('hex').slice(32));
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return { server: fastify.server };
}
