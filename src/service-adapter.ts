import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';

type AdapterOptions = FastifyHttpOptions<Server> & { skipMiddie?: boolean };

/** Where hooks are registered on a server. */
interface Hooked {
  addHook(...hook: unknown[]): unknown;
}

const withheld = new WeakMap<Hooked, Hooked['addHook']>();

/**
 * Nest's adapter without what this service does not use. Nest hangs seven hooks on every request,
 * for middleware, CORS, security headers, versions and the like. Here guards and a server's own
 * setup do that work, and whoever needs more adds a Fastify plugin or hook; Nest's middleware is
 * refused at start. The hooks, and the listeners that the last of them brings, cost a plain request
 * as much as everything that this service does with it.
 */
export class ServiceAdapter extends FastifyAdapter {
  constructor(options: AdapterOptions) {
    super({ ...options, skipMiddie: true });
    const server = this.getInstance() as unknown as Hooked;
    server.addHook = withheld.get(server)!;
  }

  /** Nest's constructor calls this before it adds its hooks, and leaves no other opening. */
  override setInstance<Server>(server: Server): void {
    super.setInstance(server);
    const hooked = server as Hooked;
    withheld.set(hooked, hooked.addHook);
    hooked.addHook = () => server;
  }
}
