/** What came back for one request: statuses and text of all that could be read as an answer. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** Bytes of the answer, so that what follows can be told from it. */
  readonly length: number;
  readonly closes: boolean;
}

const HEAD_END = '\r\n\r\n';

/**
 * Reads one answer from the start of what a server sent (RFC 9112, section 6.3).
 *
 * @param received As Latin-1: one character a byte.
 * @param ended Whether the server closed the connection.
 * @returns Nothing while it is incomplete.
 */
export function readAnswer(
  received: string,
  method: string,
  ended: boolean,
): RawAnswer | undefined {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = received.slice(0, headEnd);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
  const start = headEnd + HEAD_END.length;
  // An interim answer (100 Continue) is followed by the real one.
  if (status >= 100 && status < 200) {
    const final = readAnswer(received.slice(start), method, ended);
    return final && { ...final, length: final.length + start };
  }
  const length = bodyLength(received, start, head, status, method, ended);
  if (length === undefined) return undefined;
  const closes = /\r\nconnection: *close/i.test(head) || !/^HTTP\/1\.1/.test(head);
  const body = received.slice(start, start + length);
  return { status, head, body, length: start + length, closes };
}

function bodyLength(
  received: string,
  start: number,
  head: string,
  status: number,
  method: string,
  ended: boolean,
): number | undefined {
  if (method === 'HEAD' || status === 204 || status === 304) return 0;
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    const end = received.indexOf('0\r\n\r\n', start);
    return end < 0 ? undefined : end + 5 - start;
  }
  const announced = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const there = received.length - start;
  if (announced === undefined) return ended ? there : undefined;
  return there < Number(announced) ? undefined : Number(announced);
}
