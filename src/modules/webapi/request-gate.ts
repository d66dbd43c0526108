import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { StoreDirectory, StoreView } from '../../contract/index.js';
import { BadRequestError, MethodNotSupportedError } from './http-errors.js';
import { ADDRESSED_STORE, CONTENT_TYPE, type MarkedRequest } from './rest-request.js';
import { isRestUrl, REST_ADDRESS, type RawRequest, type RestAddress } from './rest-url.js';

type Hook = (
  request: FastifyRequest,
  reply: FastifyReply,
  proceed: HookHandlerDoneFunction,
) => void;

/** A `Content-Type` that Fastify lets pass; it refuses some others before anyone is asked. */
const UNSUSPICIOUS = /^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/;

/**
 * The server's first look at a request, whether or not there is a route for it: store, method and
 * path, in this order. Whatever becomes of it, the answer names it as the log does. Only a request whose address says more than a route pays for more than a
 * look.
 */
export function requestGate(stores: StoreDirectory): Hook {
  return ({ raw, id }: { raw: MarkedRequest & RawRequest; id: string }, reply, proceed) => {
    reply.header('X-Request-Id', id);
    // HTTP/0.9 has neither headers nor a status to answer with.
    if (raw.httpVersionMajor === 0) return proceed(new BadRequestError());
    const { [REST_ADDRESS]: address } = raw;
    if (raw.method !== 'GET') hideSuspiciousType(raw);
    if (address === undefined) return proceed();
    if (address.storeCode === undefined) return judge(address, raw, true, proceed);
    findStore(stores, address.storeCode, raw).then(
      (known) => judge(address, raw, known, proceed),
      (error: unknown) => proceed(error as Error),
    );
  };
}

async function findStore(stores: StoreDirectory, code: string, raw: MarkedRequest) {
  const store: StoreView | undefined = await stores.find(code);
  if (store) raw[ADDRESSED_STORE] = store;
  return store !== undefined;
}

function judge(
  { methodRefused, pathRefused }: RestAddress,
  { method = '' }: RawRequest,
  storeKnown: boolean,
  proceed: HookHandlerDoneFunction,
): void {
  if (methodRefused) proceed(new MethodNotSupportedError(method));
  // A code that no store has is a path that does not begin with /V<digits>.
  else if (pathRefused || !storeKnown) proceed(new BadRequestError());
  else proceed();
}

function hideSuspiciousType(raw: MarkedRequest): void {
  const { headers } = raw;
  const type = headers['content-type'];
  if (type === undefined || UNSUSPICIOUS.test(type) || !isRestUrl(raw.url)) return;
  raw[CONTENT_TYPE] = type;
  delete headers['content-type'];
}
