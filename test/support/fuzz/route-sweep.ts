import type { Credentials } from './credentials.js';
import type { FuzzCase } from './fuzz-case.js';
import type { KnownRoute } from './known-routes.js';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'];

const BODIES = ['', '{}', '<r/>'];

/** Every route with every method, by a stranger and by each who is signed in: no luck in it. */
export function* routeSweep(
  routes: readonly KnownRoute[],
  { tokens, sign }: Credentials,
): Generator<FuzzCase> {
  for (const path of new Set(routes.map((route) => route.path)))
    for (const method of METHODS) {
      const signed = sign(method, path);
      for (const authorization of ['', ...tokens.map((token) => `Bearer ${token}`), signed])
        yield requestOf(method, path, authorization, BODIES[path.length % BODIES.length]!);
    }
}

function requestOf(method: string, path: string, authorization: string, body: string): FuzzCase {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(authorization === '' ? [] : [`Authorization: ${authorization}`]),
    `Content-Type: ${body.startsWith('<') ? 'text/xml' : 'application/json'}`,
    `Content-Length: ${body.length}`,
  ];
  return { bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`), method, whole: true };
}
