import type { IncomingMessage } from 'node:http';
import type { StoreView } from '../../contract/index.js';
import type { AuthenticatedRequest } from './authenticated-request.js';
import type { AddressedRequest } from './client-address.js';

/** Where the store view that an address names is kept on a raw request. */
export const ADDRESSED_STORE = Symbol('addressed store');

/** Where a `Content-Type` is kept that Fastify itself would refuse before anybody is asked. */
export const CONTENT_TYPE = Symbol('content type');

/** A raw request with what the server's hooks have found out about it. */
export interface MarkedRequest extends IncomingMessage {
  [ADDRESSED_STORE]?: StoreView;
  [CONTENT_TYPE]?: string;
}

/** A request of either platform, as the guards see it. */
export interface RestRequest extends AuthenticatedRequest, AddressedRequest {
  readonly id?: string;
  readonly method: string;
  readonly raw?: MarkedRequest;
  readonly url?: string;
  readonly originalUrl?: string;
  readonly query?: unknown;
  body?: unknown;
}
