import { createServer } from 'node:http';

/** The floor: node:http and nothing else. @returns The listening server. */
export async function startBareNode() {
  const server = createServer((_request, response) => {
    const body = JSON.stringify({ ok: true });
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server };
}
