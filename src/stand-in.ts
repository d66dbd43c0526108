import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { listenError } from './listen-error.js';
import { DatabaseUnavailableError } from './persistence/index.js';
import type { ServerSettings } from './server-settings.js';

/** As the module `health` answers it: the process is there, and a restart would not help. */
const LIVE = '/health/live';

/** Answers in place of a service that cannot start yet: alive, and not ready for anything. */
export class StandIn {
  private constructor(private readonly server: Server) {}

  static async listen({ port, host }: ServerSettings): Promise<StandIn> {
    const server = createServer(({ url }, response) => answer(response, url === LIVE));
    server.listen(port, host);
    await once(server, 'listening').catch((error: unknown) => {
      throw listenError(error);
    });
    return new StandIn(server);
  }

  /** Lets go of the port. */
  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

function answer(response: ServerResponse, isLive: boolean): void {
  const unavailable = new DatabaseUnavailableError();
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    // The connection would outlive this server.
    Connection: 'close',
  };
  if (isLive) response.writeHead(200, headers).end('{"status":"up"}');
  else
    response
      .writeHead(503, { ...headers, 'Retry-After': String(unavailable.retryAfterSeconds) })
      .end(JSON.stringify({ message: unavailable.message }));
}
