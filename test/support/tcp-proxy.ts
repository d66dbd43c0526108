import {
  createConnection,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/** Stands between a service and its database, and can get in the way. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private state: 'open' | 'closed' = 'open';
  private mutedBy: string | undefined;

  private constructor(private readonly server: Server) {}

  /** @param target URL of the real server. */
  static async to(target: string): Promise<{ proxy: TcpProxy; url: string }> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    const proxy = new TcpProxy(server);
    server.on('connection', (client) => proxy.connect(client, hostname, Number(port)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    return { proxy, url: url.href };
  }

  /** Cuts every connection, and refuses new ones. */
  cut(): void {
    this.state = 'closed';
    for (const socket of this.sockets) socket.destroy();
  }

  /** Lets the next statement with this text through, and cuts the line before its answer. */
  swallowAnswerTo(text: string): void {
    this.mutedBy = text;
  }

  restore(): void {
    this.state = 'open';
    this.mutedBy = undefined;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private connect(client: Socket, host: string, port: number): void {
    if (this.state === 'closed') return void client.destroy();
    const upstream = createConnection({ host, port });
    let mute = false;
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      if (this.mutedBy !== undefined && data.includes(this.mutedBy)) {
        mute = true;
        this.mutedBy = undefined;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (mute) client.destroy();
      else client.write(data);
    });
  }
}
