import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What Node leaves on a connection: the answer in hand, if there is one. */
interface ServingSocket extends Socket {
  readonly _httpMessage?: (ServerResponse & { readonly req: IncomingMessage }) | null;
}

/** What Node says of bytes that are no HTTP. */
interface MalformedError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
}

const BODY = '{"message":"Specified request cannot be processed."}';

const STATUS_LINES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Answers what is no HTTP with the envelope, and closes the connection: whatever else was sent on it
 * is never looked at.
 *
 * Two bytes after the headers of a GET, which some clients send in place of an empty body, are no
 * HTTP either; but the GET before them was whole, and its answer is on the way. It is let out first.
 * Where it is out already, nothing is said: a client would take that for the answer to its next
 * request.
 */
export function answerMalformed(error: MalformedError, socket: ServingSocket): void {
  const answer = socket._httpMessage;
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy(error);
  else if (answer?.req.complete && !answer.writableFinished) closeAfter(answer, socket);
  else if (answer?.headersSent) socket.destroy(error);
  else if (socket.bytesWritten > 0 && isStray(error.rawPacket)) socket.destroySoon();
  else refuse(STATUS_LINES[error.code ?? ''] ?? '400 Bad Request', socket);
}

const isStray = (bytes: Buffer | undefined): boolean =>
  bytes?.subarray(0, 2).toString('latin1') === '{}';

function closeAfter(answer: ServerResponse, socket: Socket): void {
  socket.pause();
  answer.shouldKeepAlive = false;
  answer.once('finish', () => socket.destroySoon());
}

function refuse(statusLine: string, socket: Socket): void {
  const lines = [
    `HTTP/1.1 ${statusLine}`,
    'Content-Type: application/json; charset=utf-8',
    'Cache-Control: no-store',
    `Content-Length: ${BODY.length}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${BODY}`, () => socket.destroy());
}
